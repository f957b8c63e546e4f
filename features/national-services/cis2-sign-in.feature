@service:cis2 @api
Feature: Signing in with an NHS identity
  Staff sign in through NHS Care Identity Service 2 (CIS2), which says who they are, how sure that is, and in which roles they work.
  The practice's system lets nobody in on less.

  @req:AA01 @req:TIF-IG-AUTH-01 @req:TIF-CIS2-02 @serial
  Scenario: A GP signs in
    When the GP signs in
    Then the session is that of the GP
    And CIS2 was asked for the sign-in as it demands

  @req:AA01 @serial
  Scenario: Every sign-in starts afresh
    When the GP signs in
    And a receptionist signs in
    Then no sign-in used what an earlier one had used

  @req:AA01 @negative @serial
  Scenario Outline: The identity that CIS2 hands over <what is wrong>
    Given the identity that CIS2 hands over next <what is wrong>
    When the GP signs in
    Then nobody is signed in
    And the user is told that the sign-in failed and can be started again

    Examples: Not to be told from one that somebody made up
      | what is wrong                                      |
      | is signed by somebody else under CIS2's name       |
      | is signed with a key that CIS2 has never published |
      | is not signed at all                               |
      | is signed with what everybody can look up          |
      | was altered on the way                             |
      | was made out by somebody other than CIS2           |

    Examples: Genuine, but not for this sign-in
      | what is wrong                       |
      | is meant for another system         |
      | has expired                         |
      | is not valid yet                    |
      | belongs to another sign-in          |
      | belongs to no sign-in in particular |

  @req:TIF-CIS2-02 @negative @serial
  Scenario: The user gave no more than a password
    Given the identity that CIS2 hands over next rests on a password alone
    When the GP signs in
    Then nobody is signed in
    And the user is told that the sign-in failed and can be started again

  @req:AA01 @negative
  Scenario: Somebody is led into a sign-in that they did not start
    Given a receptionist has signed in at CIS2 and not yet come back
    When somebody else's browser is led back in their place
    Then nobody is signed in
    And the user is told that the sign-in failed and can be started again

  @req:AA01 @negative
  Scenario: The way back from CIS2 is good for one use
    Given a receptionist has signed in at CIS2 and not yet come back
    When they come back
    And somebody opens the address they came back by, on another computer
    Then nobody is signed in
    And the user is told that the sign-in failed and can be started again

  @req:AA01 @negative
  Scenario: The user turns back
    When a receptionist turns back at CIS2
    Then nobody is signed in
    And the user is told that the sign-in failed and can be started again

  @req:AA01
  Scenario: CIS2 takes up a new signing key
    Given CIS2 has taken up a new signing key since somebody last signed in
    When the GP signs in
    Then the session is that of the GP

  @req:AA01 @negative @serial
  Scenario Outline: CIS2 <is in trouble> while somebody signs in
    Given CIS2 <is in trouble> when a sign-in is completed
    When the GP signs in
    Then nobody is signed in
    And the user is told that NHS sign-in is in trouble

    Examples:
      | is in trouble              |
      | is out of service          |
      | fails without a word       |
      | answers with an error page |
      | answers with rubbish       |
      | drops the connection       |

    @waits
    Examples:
      | is in trouble           |
      | does not answer in time |

  @req:AA01 @req:TIF-IG-RBAC-01 @negative @serial
  Scenario Outline: CIS2 <is in trouble> when it should say what the user may do
    Given CIS2 <is in trouble> when it is asked for the roles of a user
    When the GP signs in
    Then nobody is signed in
    And the user is told that NHS sign-in is in trouble

    Examples:
      | is in trouble                          |
      | is out of service                      |
      | breaks off in the middle of its answer |
      | drops the connection                   |

  @req:AA01 @negative @serial
  Scenario: Once CIS2 is well again, the user gets in
    Given CIS2 is out of service when a sign-in is completed
    When the GP signs in
    And CIS2 is well again
    And the GP signs in
    Then the session is that of the GP

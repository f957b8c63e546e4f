@capability:C11 @service:ers @req:ERS01 @negative @api
Feature: Referring while e-RS is in trouble
  e-RS does not recognise a referral that comes twice: it makes two, and the patient gets two appointments, or books the one that
  nobody looks at. So the practice's system never sends a referral again before it has found out what became of the first attempt.

  Background:
    Given Joan Okafor is registered at the practice
    And the GP has written a referral of Joan routinely to the skin clinic

  @req:TIF-CS-11 @hazard:HZ-DELAYED-CARE
  Scenario Outline: e-RS <does not take> the referral, and says so
    Given e-RS <does not take> whenever a referral of Joan is created
    When the GP sends the referral
    Then the user is told that e-RS did not take the referral
    And the referral is kept, to be sent
    And e-RS has 0 referrals of Joan

    Examples:
      | does not take                        |
      | is asked too often for the next hour |
      | does not let the practice in         |

  @req:TIF-CS-11 @hazard:HZ-DELAYED-CARE
  Scenario Outline: e-RS <is in trouble> and has not created the referral
    Given e-RS <is in trouble> when a referral of Joan is next created
    When the GP sends the referral
    Then the user is told that nobody knows whether the referral was created
    And the referral is kept, to be sent
    And a task reminds the practice of the referral
    And e-RS has 0 referrals of Joan

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

  @hazard:HZ-DUPLICATE-REFERRAL
  Scenario Outline: e-RS creates the referral, and then <is in trouble>
    Given e-RS creates the next referral of Joan and then <is in trouble>
    When the GP sends the referral
    Then the booking reference is shown, and kept in Joan's record
    And e-RS has 1 referral of Joan

    Examples:
      | is in trouble                          |
      | is out of service                      |
      | asks for a moment                      |
      | fails without a word                   |
      | answers with an error page             |
      | answers with rubbish                   |
      | breaks off in the middle of its answer |
      | drops the connection                   |

    @waits
    Examples:
      | is in trouble           |
      | does not answer in time |

  @hazard:HZ-DUPLICATE-REFERRAL @serial
  Scenario: e-RS creates the referral, drops the connection, and cannot be asked either
    Given e-RS creates the next referral of Joan and then drops the connection
    And e-RS is out of service whenever a worklist is read
    When the GP sends the referral
    Then the user is told that nobody knows whether the referral was created
    And the referral is kept, as not confirmed
    When e-RS is well again
    And the GP opens the referral and sends it again
    Then the booking reference is shown, and kept in Joan's record
    And e-RS has 1 referral of Joan

  @hazard:HZ-DUPLICATE-REFERRAL @serial
  Scenario: Nobody sends a referral again while it cannot be found out what became of it
    Given e-RS creates the next referral of Joan and then drops the connection
    And e-RS is out of service whenever a worklist is read
    When the GP sends the referral
    And the GP opens the referral and sends it again
    Then the user is told that e-RS did not take the referral
    And the referral is kept, as not confirmed
    And e-RS has 1 referral of Joan

  @hazard:HZ-DUPLICATE-REFERRAL @serial
  Scenario: Opening a referral that was not confirmed finds out what became of it
    Given e-RS creates the next referral of Joan and then drops the connection
    And e-RS is out of service whenever a worklist is read
    When the GP sends the referral
    And e-RS is well again
    And the GP opens the referral as e-RS has it
    Then the booking reference is shown, and kept in Joan's record
    And e-RS has 1 referral of Joan

  Scenario: A referral that did not arrive is sent again once e-RS is well
    Given e-RS drops the connection when a referral of Joan is next created
    When the GP sends the referral
    And the GP opens the referral and sends it again
    Then the booking reference is shown, and kept in Joan's record
    And e-RS has 1 referral of Joan

  @hazard:HZ-WRONG-PATIENT
  Scenario: Another referral of hers is not taken for the one that was lost
    Given the GP has referred Joan to the heart clinic in the e-RS web application
    And e-RS drops the connection when a referral of Joan is next created
    When the GP sends the referral
    And the GP opens the referral and sends it again
    Then e-RS has 2 referrals of Joan
    And Joan's record has the reference of the referral to the skin clinic

  @req:TIF-CS-10 @hazard:HZ-WRONG-PATIENT
  Scenario: Another patient's referral is not taken for the one that was lost
    Given Peter Lund is registered at the practice
    And the GP has referred Peter to the skin clinic in the e-RS web application
    And e-RS drops the connection when a referral of Joan is next created
    When the GP sends the referral
    Then the user is told that nobody knows whether the referral was created
    And the referral is kept, to be sent
    And e-RS has 0 referrals of Joan

  @waits
  Scenario: e-RS asks for a moment before it takes referrals
    Given e-RS is asked too often for a moment when a referral of Joan is next created
    When the GP sends the referral
    Then the booking reference is shown, and kept in Joan's record
    And e-RS has 1 referral of Joan

  @req:TIF-CIS2-03
  Scenario: Leave to call e-RS was withdrawn early
    Given the platform withdraws the GP's leave when a referral of Joan is next created
    When the GP sends the referral
    Then the booking reference is shown, and kept in Joan's record
    And the system sent the referral once more with new leave
    And e-RS has 1 referral of Joan

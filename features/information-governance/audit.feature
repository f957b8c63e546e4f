@capability:C13 @api
Feature: What happened can be found out afterwards
  The audit trail says who did what to whose data, when, in which role and from where. Nobody can change it or go round it, and only
  the privacy officer reads it.

  Background:
    Given Joan Okafor is registered at the practice
    And the GP is signed in
    And a receptionist is signed in

  @req:TIF-IG-AUD-01 @req:TIF-IG-AUD-03 @req:TIF-IG-AUD-06
  Scenario: Somebody looks at a record
    When the GP looks at Joan's record
    Then the audit trail says that the GP saw Joan's record
    And it says when, in which role, for which organisation and at which device

  @req:TIF-IG-AUD-03 @req:TIF-IG-AUD-08
  Scenario: Somebody changes a record nationally
    Given the receptionist has opened Joan's details
    When the receptionist saves a new mobile number
    Then the audit trail says that the receptionist changed Joan's record
    And it says when, in which role, for which organisation and at which device
    And it can be tied to the message that was sent

  @req:TIF-IG-AUD-03 @req:TIF-IG-AUD-01
  Scenario: Somebody registers a patient
    Given Ravi Menon is known nationally
    When the receptionist registers Ravi
    Then the audit trail says that the receptionist registered Ravi
    And it says when, in which role, for which organisation and at which device

  @req:TIF-IG-AUD-07 @req:TIF-IG-RBAC-01 @negative
  Scenario: Somebody tries what they may not do
    When the medical secretary saves a new mobile number
    Then the audit trail says that the medical secretary did not get to change Joan's record
    And it says when, in which role, for which organisation and at which device

  @req:TIF-IG-AUD-07 @service:pds @negative
  Scenario Outline: A national service <is in trouble> while somebody changes a record
    Given the receptionist has opened Joan's details
    And the Personal Demographics Service <is in trouble> when Joan's details are next changed
    When the receptionist saves a new mobile number
    Then the audit trail says that the receptionist did not get to change Joan's record
    And it says when, in which role, for which organisation and at which device

    Examples:
      | is in trouble        |
      | fails without a word |
      | drops the connection |

  @req:TIF-IG-AUD-03 @req:TIF-IG-AUD-01 @service:cis2 @serial
  Scenario: Somebody comes and goes
    Given the privacy officer has read the audit trail so far
    When the practice nurse signs in
    And the practice nurse signs out
    Then the audit trail says since then that the practice nurse signed in
    And the audit trail says since then that the practice nurse signed out

  @req:TIF-IG-AUD-07 @service:cis2 @negative @serial
  Scenario: Somebody who works elsewhere tries to get in
    Given the privacy officer has read the audit trail so far
    When the worker from another practice signs in
    Then the audit trail says since then that the worker from another practice failed to sign in

  @req:TIF-IG-AUD-07 @service:cis2 @negative @serial
  Scenario: Somebody tries to get in with a forged identity
    Given the privacy officer has read the audit trail so far
    And the identity that CIS2 hands over next is not signed at all
    When the GP signs in
    Then the audit trail says since then that somebody failed to sign in

  @req:TIF-IG-AUD-01 @service:cis2
  Scenario: Somebody acts in one role, then in another
    Given the locum with two posts is signed in as a clinician
    When they look at Joan's record
    And they change over to their post as a clerk
    And they look at Joan's record
    Then the audit trail says that Joan's record was seen by the locum with two posts as a clinician and then as a clerk

  @req:TIF-IG-AUD-04 @negative
  Scenario Outline: The <person> tries to <tamper with> what is written
    Given the GP has looked at Joan's record
    When the <person> tries to <tamper with> the line that says so
    Then the audit trail is as it was
    And the audit trail says that the GP saw Joan's record

    Examples:
      | person          | tamper with |
      | privacy officer | change      |
      | privacy officer | delete      |
      | GP              | change      |
      | GP              | delete      |

  @req:TIF-IG-AUD-04 @serial
  Scenario: The lines are numbered without a gap
    When the GP looks at Joan's record
    And the receptionist looks at Joan's record
    And the medical secretary saves a new mobile number
    Then the lines of the audit trail follow one another without a gap

  @req:TIF-IG-AUD-04 @negative @serial
  Scenario: Somebody sets the clock back
    Given the privacy officer has read the audit trail so far
    When the GP looks at Joan's record
    And the clock is set back by an hour
    And the receptionist looks at Joan's record
    Then the audit trail says that the GP saw Joan's record before the receptionist did
    And the lines of the audit trail follow one another without a gap

  @req:TIF-IG-RBAC-01 @req:TIF-IG-AUD-07 @negative @serial
  Scenario Outline: A <person> asks for the audit trail
    When the <person> asks for the audit trail of Joan's record
    Then the user is told that their role does not allow it
    And the audit trail says that the <person> did not get to read Joan's audit trail

    Examples:
      | person            |
      | GP                |
      | receptionist      |
      | medical secretary |

  @req:TIF-IG-AUD-03
  Scenario: Whoever reads the audit trail is in it
    When the privacy officer asks for the audit trail of Joan's record
    Then the audit trail says that the privacy officer read Joan's audit trail

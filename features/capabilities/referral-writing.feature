@capability:C11 @service:ers @api
Feature: Referring a patient
  A referral says who is referred, by whom, to whom, why, of what kind and how soon. It goes to the e-Referral Service (e-RS), which
  gives it a booking reference (UBRN) that the patient needs to book.

  Background:
    Given Joan Okafor is registered at the practice

  @req:E00149 @req:ERS01
  Scenario: A GP refers a patient
    When the GP refers Joan routinely to the skin clinic
    Then e-RS has the referral of Joan by the GP as it was written
    And the booking reference is shown, and kept in Joan's record

  @req:E00148
  Scenario: What a referral says of itself
    When the GP refers Joan routinely to the skin clinic
    Then Joan's record tells who referred her, when, to whom, why, and of what kind

  @req:E00148 @negative
  Scenario Outline: A referral without <something>
    When the GP writes a referral of Joan without <something>
    Then the user is told what is missing from the referral
    And nothing is sent to e-RS about Joan

    Examples:
      | something               |
      | a type                  |
      | a reason                |
      | saying how urgent it is |
      | a specialty             |

  @req:E00149 @req:ERS01 @hazard:HZ-DELAYED-CARE
  Scenario: Suspected cancer goes out as such
    When the GP refers Joan with suspected cancer to the skin cancer clinic
    Then e-RS has the referral of Joan by the GP as it was written
    And it is flagged as urgent suspected cancer

  @req:TIF-ERS-05 @req:ERS01
  Scenario: A referral is made in the clinician's own name
    When the GP refers Joan routinely to the skin clinic
    Then e-RS has the referral of Joan by the GP as it was written
    And e-RS was called in the name of the GP

  @req:TIF-ERS-05 @req:TIF-IG-RBAC-01
  Scenario: A secretary refers for a clinician
    When the medical secretary refers Joan routinely to the skin clinic for the second GP
    Then e-RS has the referral of Joan by the medical secretary for the second GP
    And e-RS was called in the name of the medical secretary

  @req:TIF-ERS-05 @req:TIF-IG-RBAC-01 @negative
  Scenario: A secretary does not say for whom
    When the medical secretary refers Joan routinely to the skin clinic
    Then the user is told that somebody has to be named who refers here
    And nothing is sent to e-RS about Joan

  @req:TIF-ERS-05 @req:TIF-IG-RBAC-01 @negative
  Scenario: A secretary names somebody who does not refer
    When the medical secretary refers Joan routinely to the skin clinic for the practice nurse
    Then the user is told that somebody has to be named who refers here
    And nothing is sent to e-RS about Joan

  @req:TIF-IG-RBAC-01 @negative @serial
  Scenario Outline: A <user> may not refer
    Given the privacy officer has read the audit trail so far
    When the <user> refers Joan routinely to the skin clinic
    Then the user is told that their role does not allow it
    And nothing is sent to e-RS about Joan
    And the audit trail says that the <user> did not get to refer Joan

    Examples:
      | user           |
      | receptionist   |
      | practice nurse |

  @req:TIF-IG-RBAC-01 @negative
  Scenario: A receptionist may not send what a GP has written
    Given the GP has written a referral of Joan routinely to the skin clinic
    When the receptionist sends the referral
    Then the user is told that their role does not allow it
    And nothing is sent to e-RS about Joan

  @req:TIF-CS-10 @req:ERS01 @negative @hazard:HZ-WRONG-PATIENT
  Scenario: The referral is another patient's than the one on the screen
    Given Peter Lund is registered at the practice
    And the GP has written a referral of Joan routinely to the skin clinic
    When the GP sends Joan's referral with Peter's record on the screen
    Then the user is told that it is another patient's
    And nothing is sent to e-RS about Joan

  @req:ERS01 @negative
  Scenario: The patient has died
    Given the GP has written a referral of Joan routinely to the skin clinic
    And PDS has since learnt that she died on 2 January 2026
    And the receptionist has opened Joan's details
    When the GP sends the referral
    Then the user is told that the patient has died
    And nothing is sent to e-RS about Joan

  @req:ERS01 @negative
  Scenario: The patient has left the practice
    Given the GP has written a referral of Joan routinely to the skin clinic
    And the receptionist has taken Joan off the practice's list
    When the GP sends the referral
    Then the user is told that the patient is not registered here any more
    And nothing is sent to e-RS about Joan

  @req:ERS01 @negative
  Scenario: A referral that was sent is not sent again
    Given the GP has referred Joan routinely to the skin clinic
    When the GP sends that referral again
    Then the user is told that it has been sent already
    And e-RS has 1 referral of Joan

  @req:E00149 @req:TIF-IG-AUD-03 @serial
  Scenario: The audit trail tells who referred
    Given the GP has written a referral of Joan routinely to the skin clinic
    And the privacy officer has read the audit trail so far
    When the GP sends the referral
    Then the audit trail says that the GP sent the referral

  @req:TIF-IG-AUD-02 @serial
  Scenario: The audit trail tells for whom a secretary referred
    Given the privacy officer has read the audit trail so far
    When the medical secretary refers Joan routinely to the skin clinic for the second GP
    Then the audit trail says that the medical secretary sent the referral, on the authority of the second GP

  @req:E00151
  Scenario: A referral that does not go through e-RS
    When the GP notes down that Joan was referred by letter to "Tenby Private Clinic"
    Then Joan's record tells that she was referred by letter to "Tenby Private Clinic"
    And nothing is sent to e-RS about Joan

@capability:C11 @service:ers @req:E00150 @api
Feature: What e-RS sends back to the practice
  A referral that the hospital rejected, that a patient did not attend, or that still lacks its letter, is on a worklist of the
  practice. Whatever is not on the screen is not acted upon.

  Background:
    Given Joan Okafor is registered at the practice

  @req:ERS01 @hazard:HZ-DELAYED-CARE
  Scenario: The hospital rejects a referral
    Given the GP has referred Joan routinely to the skin clinic
    And the patient has booked at the skin clinic
    And the hospital has rejected it, because more information is needed
    When the medical secretary reads the worklist of what was rejected
    Then Joan's referral is on it, with the reason
    And what the GP sees of the referral is that it was rejected, and why

  @hazard:HZ-DELAYED-CARE
  Scenario: A rejected referral is referred to another service
    Given the GP has referred Joan routinely to the heart clinic
    And the patient has booked at the heart clinic
    And the hospital has rejected it, because more information is needed
    And the GP has opened the referral as e-RS has it
    When the GP changes the shortlist to the heart clinic's branch
    Then e-RS keeps the heart clinic's branch on the shortlist
    And Joan's referral is no longer on the worklist of what was rejected

  @hazard:HZ-DELAYED-CARE
  Scenario Outline: A referral comes back: <how>
    Given the GP has referred Joan routinely to the skin clinic
    And the patient has booked at the skin clinic
    And <how>
    When the GP reads the worklist of what was returned
    Then Joan's referral is on it

    Examples:
      | how                                |
      | the patient did not attend         |
      | the hospital has cancelled it      |

  @req:TIF-ERS-02
  Scenario: A letter is outstanding
    Given the GP has referred Joan routinely to the heart clinic
    When the medical secretary reads the worklist of outstanding letters
    Then Joan's referral is on it

  @hazard:HZ-DELAYED-CARE
  Scenario: Suspected cancer stands at the top
    Given Peter Lund is registered at the practice
    And Nora Quist is registered at the practice
    And the GP has referred Peter urgently to the heart clinic
    And the GP has referred Joan with suspected cancer to the skin cancer clinic
    And the GP has referred Nora routinely to the skin clinic
    When the GP reads the worklist of what is not booked
    Then Joan's referral stands above Peter's, and Peter's above Nora's
    And Joan's referral is flagged as urgent suspected cancer there

  @negative
  Scenario: A referral that was made elsewhere is on the worklist, too
    Given the GP has referred Joan to the skin clinic in the e-RS web application
    When the GP reads the worklist of what is not booked
    Then Joan's referral is on it

  @negative @serial @hazard:HZ-DELAYED-CARE
  Scenario Outline: e-RS <is in trouble> when a worklist is read
    Given the GP has referred Joan routinely to the skin clinic
    And e-RS <is in trouble> whenever a worklist is read
    When the GP reads the worklist of what is not booked
    Then the user is told that the worklist cannot be shown

    Examples:
      | is in trouble                          |
      | fails without a word                   |
      | answers with an error page             |
      | breaks off in the middle of its answer |
      | answers with rubbish                   |

  @negative @req:TIF-IG-RBAC-01
  Scenario: A receptionist does not see the worklists
    Given the GP has referred Joan routinely to the skin clinic
    When the receptionist reads the worklist of what is not booked
    Then the user is told that their role does not allow it

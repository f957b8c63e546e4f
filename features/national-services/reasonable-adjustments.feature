@capability:C13 @service:reasonable-adjustments @req:TIF-FLAG-01 @api
Feature: Reasonable adjustments that disabled patients need
  What a disabled patient needs to be cared for fairly is recorded once, nationally, and everybody who opens the record knows that
  there is something to know. Clinical staff see what it is, record more, and take away what is no longer needed.

  Background:
    Given Joan Okafor is registered at the practice
    And the GP is signed in

  Scenario: What is recorded nationally is seen when the record is opened
    Given the hospital has recorded that Joan "Requires visual alert"
    When the GP opens Joan's reasonable adjustments
    Then the GP sees that Joan "Requires visual alert"

  Scenario: Nothing is recorded
    When the GP opens Joan's reasonable adjustments
    Then the GP sees that no reasonable adjustments are recorded

  @req:E00255
  Scenario: What the hospital has removed is not shown any more
    Given the hospital has recorded that Joan "Requires visual alert"
    And the GP has opened Joan's reasonable adjustments
    And the hospital has since removed what was recorded
    When the GP opens Joan's reasonable adjustments
    Then the GP sees that no reasonable adjustments are recorded

  @req:TIF-IG-RBAC-01
  Scenario: A receptionist sees that there is something, and not what
    Given the hospital has recorded that Joan "Requires visual alert"
    And the GP has opened Joan's reasonable adjustments
    When the receptionist opens Joan's reasonable adjustments
    Then the receptionist sees that reasonable adjustments are recorded, and not which

  @req:TIF-IG-RBAC-01
  Scenario: What a receptionist may not see is not fetched for them
    Given the hospital has recorded that Joan "Requires visual alert"
    When the receptionist opens Joan's reasonable adjustments
    Then the national service is not asked which adjustments Joan needs

  Scenario: The first adjustment
    When the GP records that Joan "Does lip read", with her own consent
    Then the adjustment is recorded
    And nationally, Joan "Does lip read", recorded by the GP
    And nationally, the consent is Joan's own

  Scenario: Another adjustment beside the first
    Given the hospital has recorded that Joan "Requires visual alert"
    When the GP records that Joan "Does lip read"
    Then the adjustment is recorded
    And nationally, Joan "Requires visual alert" and "Does lip read"

  Scenario: Consent given by somebody else is recorded as theirs
    When the GP records that Joan "Does lip read", with her attorney's consent
    Then the adjustment is recorded
    And nationally, the consent is her attorney's

  @negative
  Scenario: Nobody has said how consent was given
    When the GP records that Joan "Does lip read"
    Then the user is told that consent has to be recorded first
    And nothing about Joan is written to the national service

  Scenario: Somebody else has recorded it already
    Given the hospital has recorded that Joan "Does lip read"
    When the GP records that Joan "Does lip read"
    Then nationally, Joan "Does lip read", and once only

  @negative @req:TIF-IG-RBAC-01
  Scenario: A receptionist may not record adjustments
    When the receptionist records that Joan "Does lip read", with her own consent
    Then the user is told that their role does not allow it
    And nothing about Joan is written to the national service

  @negative
  Scenario: A patient who has left the practice
    Given Joan has left the practice
    When the GP records that Joan "Does lip read", with her own consent
    Then the user is told that the patient is not registered here any more
    And nothing about Joan is written to the national service

  @req:TIF-IG-SHARE-01
  Scenario: The national service is told nothing about a patient that it does not need
    When the GP records that Joan "Does lip read", with her own consent
    Then the adjustment is recorded
    And the national service is told nothing of who Joan is but her NHS number

  Scenario: An adjustment is changed for another
    Given the hospital has recorded that Joan "Requires visual alert"
    And the GP has opened Joan's reasonable adjustments
    When the GP changes "Requires visual alert" to "Requires information verbally"
    Then the adjustment is recorded
    And nationally, Joan "Requires information verbally"
    And what the hospital noted with it is still there

  @negative @hazard:HZ-LOST-UPDATE
  Scenario: Somebody else was quicker
    Given the hospital has recorded that Joan "Requires visual alert"
    And the GP has opened Joan's reasonable adjustments
    And the hospital has since changed "Requires visual alert" to "Does lip read"
    When the GP changes "Requires visual alert" to "Requires information verbally"
    Then the user is told that the adjustments have changed meanwhile
    And nationally, Joan "Does lip read"

  Scenario: An adjustment that is no longer needed
    Given the hospital has recorded that Joan "Requires visual alert"
    And the hospital has recorded that Joan "Does lip read", too
    And the GP has opened Joan's reasonable adjustments
    When the GP ends "Requires visual alert", because it was recorded in error
    Then the adjustment is recorded
    And nationally, Joan "Does lip read"
    And nationally, the reason is that it was recorded in error
    And the GP sees that Joan "Does lip read"

  Scenario: All adjustments are removed
    Given the hospital has recorded that Joan "Requires visual alert"
    And the GP has opened Joan's reasonable adjustments
    When the GP removes all reasonable adjustments, because Joan no longer consents
    Then the adjustment is recorded
    And nationally, nothing is recorded of Joan any more, not even consent
    And nationally, the reason is that the patient no longer consents

  @negative
  Scenario: Removing without saying why
    Given the hospital has recorded that Joan "Requires visual alert"
    And the GP has opened Joan's reasonable adjustments
    When the GP removes all reasonable adjustments without saying why
    Then the user is told that a reason is needed
    And nationally, Joan "Requires visual alert"

  @negative @hazard:HZ-LOST-UPDATE
  Scenario: Consent was changed while somebody was about to remove everything
    Given the hospital has recorded that Joan "Requires visual alert"
    And the GP has opened Joan's reasonable adjustments
    And the hospital has since recorded the consent of an attorney
    When the GP removes all reasonable adjustments, because Joan no longer consents
    Then the user is told that the adjustments have changed meanwhile
    And nationally, Joan "Requires visual alert"

  @req:TIF-IG-AUD-03
  Scenario: Who looked at adjustments can be found out
    Given the hospital has recorded that Joan "Requires visual alert"
    When the practice nurse opens Joan's reasonable adjustments
    Then the audit trail says that the practice nurse saw Joan's record

  @ui @req:E00255
  Scenario: The banner shows adjustments as soon as the record is opened
    Given the hospital has recorded that Joan "Requires visual alert"
    When the GP goes on to Joan's record
    Then the banner mentions "Requires visual alert"

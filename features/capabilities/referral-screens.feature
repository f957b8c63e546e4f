@capability:C11 @service:ers @ui
Feature: Referrals on screen
  Whoever refers has a patient in front of them and a minute left. What is urgent has to be seen, nothing that was written may be lost,
  and it is always plain which patient is referred.

  Background:
    Given Joan Okafor is registered at the practice
    And the GP is signed in

  @req:E00149
  Scenario: From the reason to the booking reference
    Given the GP has the referral form for Joan open
    When the GP fills it in for suspected cancer of the skin
    And the GP chooses the skin cancer clinic and sends the referral
    Then the page shows Joan's booking reference
    And the page says that it is an urgent suspected cancer
    And the banner names Joan

  @req:E00148 @req:TIF-CS-11 @negative
  Scenario: What was written stays in the form when something is missing
    Given the GP has the referral form for Joan open
    When the GP fills it in and leaves out how urgent it is
    Then the page says that the urgency is missing
    And the reason is still in the form
    And nothing is sent to e-RS about Joan

  @req:TIF-CS-11 @req:ERS01 @negative
  Scenario: e-RS does not take the referral
    Given e-RS is asked too often for the next hour whenever a referral of Joan is created
    And the GP has the referral form for Joan open
    When the GP fills it in for suspected cancer of the skin
    And the GP chooses the skin cancer clinic and sends the referral
    Then the page says that e-RS did not take it
    And the chosen service is still in the form

  @req:PAB-0015 @req:E00150 @hazard:HZ-WRONG-PATIENT
  Scenario: A worklist shows several patients and no banner
    Given Peter Lund is registered at the practice
    And the GP has referred Peter routinely to the skin clinic
    And the GP has referred Joan with suspected cancer to the skin cancer clinic
    When the GP opens the worklist of what is not booked on the screen
    Then the worklist names Joan and Peter
    And the page shows no patient banner
    And the page says that it is an urgent suspected cancer

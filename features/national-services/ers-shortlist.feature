@capability:C11 @service:ers @req:TIF-ERS-01 @api
Feature: Finding services, and the shortlist
  e-RS finds the services that fit. The clinician and the patient put those they want on a shortlist, in the order of preference;
  the patient books from it.

  Background:
    Given Joan Okafor is registered at the practice

  Scenario: Services that fit are found
    When the GP looks for services for Joan routinely such as the heart clinic
    Then the heart clinic is among the services found, and the skin clinic is not

  Scenario: Services for suspected cancer are found
    When the GP looks for services for Joan with suspected cancer such as the skin cancer clinic
    Then the skin cancer clinic is among the services found, and the skin clinic is not

  @negative @hazard:HZ-DELAYED-CARE
  Scenario: No service takes suspected cancer
    When the GP looks for services for Joan with suspected cancer such as the heart clinic
    Then no service is found

  @hazard:HZ-WRONG-PATIENT @req:TIF-CS-10
  Scenario: Services are found for the patient at hand
    Given Peter Lund is registered at the practice
    And a skin service treats nobody but children
    And e-RS knows that Joan is an adult, and Peter a child
    When the GP looks for services for Peter routinely such as the skin clinic
    And the GP looks for services for Joan routinely such as the skin clinic
    Then the service for children is not among the services found

  Scenario: The order of preference
    When the GP refers Joan routinely to the heart clinic's branch, or else to the heart clinic
    Then e-RS has the referral of Joan by the GP as it was written
    And the shortlist is shown in the same order

  Scenario: As many services as a shortlist holds
    Given there are 20 skin services
    When the GP refers Joan routinely to all of them
    Then e-RS has the referral of Joan by the GP as it was written

  @negative
  Scenario: More services than a shortlist holds
    Given there are 21 skin services
    When the GP refers Joan routinely to all of them
    Then the user is told that the shortlist is too long
    And e-RS has 0 referrals of Joan

  @negative @hazard:HZ-DELAYED-CARE
  Scenario: An urgent referral to nothing but a triage service
    When the GP refers Joan urgently to the heart assessment service
    Then the user is asked to confirm, because a triage service on its own may delay the patient
    And e-RS has 0 referrals of Joan

  @hazard:HZ-DELAYED-CARE
  Scenario: The user confirms that the triage service is meant
    Given the GP has written a referral of Joan urgently to the heart assessment service
    When the GP sends the referral and confirms that the triage service is meant
    Then e-RS has the referral of Joan by the GP as it was written

  Scenario: The shortlist is changed
    Given the GP has referred Joan routinely to the heart clinic
    When the GP changes the shortlist to the heart clinic's branch, then the heart clinic
    Then e-RS has the referral of Joan by the GP as it was written
    And the shortlist is shown in the same order

  @negative @req:TIF-CS-12 @hazard:HZ-LOST-UPDATE
  Scenario: Somebody else was quicker
    Given the GP has referred Joan routinely to the heart clinic
    And the shortlist has since been changed in e-RS to the heart clinic's branch
    When the GP changes the shortlist to the heart clinic
    Then the user is told that it has changed in e-RS meanwhile
    And e-RS keeps the heart clinic's branch on the shortlist

  @negative
  Scenario Outline: e-RS <is in trouble> when the shortlist is changed
    Given the GP has referred Joan routinely to the heart clinic
    And e-RS <is in trouble> when Joan's shortlist is next changed
    When the GP changes the shortlist to the heart clinic's branch
    Then the user is told that the shortlist was not changed, or that nobody knows
    And e-RS keeps the heart clinic on the shortlist
    And the practice shows the heart clinic on the shortlist

    Examples:
      | is in trouble                        |
      | finds another version                |
      | is asked too often for the next hour |
      | fails without a word                 |

  @negative
  Scenario: Somebody else is working on the referral
    Given the GP has referred Joan routinely to the heart clinic
    And somebody else is working on the referral in e-RS
    When the GP changes the shortlist to the heart clinic's branch
    Then the user is told that somebody else is working on it
    And e-RS keeps the heart clinic on the shortlist

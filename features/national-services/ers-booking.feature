@capability:C11 @service:ers @req:TIF-ERS-03 @api
Feature: Booking from the practice
  Where a clinic offers its times to practices, the patient can leave with an appointment. Where it has none, the booking is left to the
  clinic, which then has to call the patient.

  Background:
    Given Joan Okafor is registered at the practice

  Scenario: A time is booked
    Given the clinic for this patient has times on two days
    And the GP has referred Joan routinely to that clinic
    When the GP books the second of its times
    Then the patient has that time in e-RS, and in the practice's record

  @negative @hazard:HZ-WRONG-TIME
  Scenario: Somebody else took the time
    Given the clinic for this patient has times on two days
    And the GP has referred Joan routinely to that clinic
    And the GP has looked at its times
    And the second of its times has since been taken
    When the GP books the second of its times
    Then the user is told that the time has been taken
    And the patient has no appointment in e-RS

  Scenario: There are no times, so the booking is left to the clinic
    Given the clinic for this patient has no times
    And the GP has referred Joan routinely to that clinic
    When the GP leaves the booking to the clinic
    Then the referral stands with the clinic, which has to book

  Scenario: A referral is sent into triage
    Given the GP has referred Joan urgently to the heart assessment service
    When the GP sends the referral into triage
    Then the referral waits for triage

  @negative
  Scenario: The hospital's own system does not answer
    Given the clinic for this patient has times on two days
    And the GP has referred Joan routinely to that clinic
    And the hospital's own system does not answer
    When the GP books the second of its times
    Then the user is told that nothing was booked, or that nobody knows
    And the patient has no appointment in e-RS

  @negative
  Scenario Outline: The booking is made, and then e-RS <is in trouble>
    Given the clinic for this patient has times on two days
    And the GP has referred Joan routinely to that clinic
    And e-RS books for Joan and then <is in trouble>
    When the GP books the second of its times
    Then the patient has that time in e-RS, and in the practice's record

    Examples:
      | is in trouble        |
      | drops the connection |
      | fails without a word |

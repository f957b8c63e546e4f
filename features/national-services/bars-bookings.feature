@capability:C11 @service:bars @req:BARS01 @api
Feature: Booking at urgent care
  Where a service takes bookings, the patient leaves the practice with a time: one that is free, taken once, and free again when it is
  not wanted any more.

  Background:
    Given Joan Okafor is registered at the practice
    And the GP is signed in

  Scenario: Times of another service
    Given the third time at the urgent treatment centre is taken
    When the GP looks for times at the urgent treatment centre
    Then the times shown are free ones of the urgent treatment centre

  @req:E00148
  Scenario: A time is booked
    Given the GP has looked for times at the urgent treatment centre
    When the GP books one of the times at the urgent treatment centre for Joan
    Then it is done at the other service
    And Joan's booking is there at the time that was chosen

  @req:TIF-CS-12 @negative
  Scenario: Somebody else was quicker
    Given the GP has looked for times at the urgent treatment centre
    And somebody else has since taken that time
    When the GP books one of the times at the urgent treatment centre for Joan
    Then the user is told that the other service has gone on meanwhile
    And no other service has anything of Joan

  @req:E00150
  Scenario: A booking is cancelled, and the time is free again
    Given the GP has looked for times at the urgent treatment centre
    And the GP has booked one of the times at the urgent treatment centre for Joan
    When the GP cancels what was sent for Joan
    Then Joan's booking is there at the time that was chosen, cancelled
    And the referral is shown as cancelled at the practice

  @negative
  Scenario: A pharmacy takes no bookings
    When the GP tries to book at Hollins Pharmacy for Joan
    Then the user is told that the place takes no bookings
    And nothing about Joan is sent to another service

@capability:C5
Feature: Appointments on screen
  At the desk there are seconds: what is on the screen has to be right at a glance, and no work may be lost.

  Background:
    Given Joan Okafor is registered at the practice
    And a receptionist is signed in

  @req:PAB-0015 @hazard:HZ-WRONG-PATIENT @ui
  Scenario: The list of the day shows several patients and no banner
    Given a session of the GP has been published
    And Peter Asante is registered at the practice
    And the receptionist has booked Joan into the first slot of the GP
    And the receptionist has booked Peter into the second slot of the GP
    When the receptionist opens the list of that day
    Then the list names Joan and Peter
    And the page shows no patient banner

  @req:E00225 @ui
  Scenario: Alerts are seen before an appointment is booked
    Given a session of the GP has been published
    And Joan has the alert "Needs the ground floor room"
    When the receptionist opens the booking form for Joan
    Then the page shows "Needs the ground floor room"

  @req:TIF-GPAD-04 @negative @ui
  Scenario: How patient and clinician meet is chosen, never assumed
    Given a session of the GP has been published
    And the receptionist has the booking form for Joan open
    When the receptionist books the first slot without choosing how they meet
    Then the page says that the way to meet has to be chosen
    And Joan has no appointment

  @req:E00219 @negative @hazard:HZ-DOUBLE-BOOKING @ui
  Scenario: The slot goes to somebody else while the form is filled in
    Given a session of the GP has been published
    And Peter Asante is registered at the practice
    And the receptionist has the booking form for Joan open
    And the second GP has booked Peter into the first slot of the GP
    When the receptionist books the first slot in the form for "Cough for three weeks"
    Then the page says that the slot is taken
    And "Cough for three weeks" is still in the form

  @req:E00223 @ui
  Scenario: The list of the day says in words who has arrived
    Given a session of the GP without a smartcard today has been published
    And Joan has an appointment with the GP without a smartcard
    And the receptionist has the list of that day of the GP without a smartcard open
    When the receptionist presses "Arrived" for Joan
    Then the list says "Arrived" for Joan

@capability:C1 @service:nhs-login @req:E00305 @api
Feature: Patients book their appointments
  Through the NHS App patients find times that the practice offers them, book, look at what they have, and cancel what they do not need.
  Nobody gets a time twice, and nobody sees or touches what is another's.

  Background:
    Given Joan Okafor is registered at the practice
    And Joan may use everything the practice offers online

  @req:TIF-GPC-12
  Scenario: The times that patients may book
    Given a session of the GP that patients may book has been published
    When Joan's app searches for times on the day of the GP's session
    Then the app is shown all times of the GP's session

  @negative @req:TIF-GPC-13
  Scenario: Times that are not for patients
    Given a session of the GP has been published
    When Joan's app searches for times on the day of the GP's session
    Then the app is shown no time of the GP's session

  @negative @req:TIF-GPC-12
  Scenario: A time that was taken, and one that is blocked
    Given a session of the GP that patients may book has been published
    And Peter Lindqvist is registered at the practice
    And the receptionist has booked Peter into the first slot of the GP
    And the receptionist has blocked the second slot of the GP
    When Joan's app searches for times on the day of the GP's session
    Then the app is not shown the first and the second time of the GP's session

  @negative @serial @req:TIF-GPC-12
  Scenario: Times that are over
    Given a session of the GP today that patients may book has been published
    And the session is over
    When Joan's app searches for times on the day of the GP's session
    Then the app is shown no time of the GP's session

  @req:TIF-GPC-12
  Scenario: A search over two weeks
    Given a session of the GP that patients may book has been published
    When Joan's app searches for times over 14 days
    Then the app is shown all times of the GP's session

  @negative @req:TIF-GPC-12
  Scenario: A search over more than two weeks
    When Joan's app searches for times over 16 days
    Then the app is told that its search is not valid

  @negative @req:TIF-GPC-12
  Scenario: A search that ends before it begins
    When Joan's app searches for times over -2 days
    Then the app is told that its search is not valid

  Scenario: A patient books
    Given a session of the GP that patients may book has been published
    When Joan's app books the first time of the GP because of "Rash on the arm"
    Then the app is told of the appointment
    And the practice sees that Joan has booked the first slot of the GP online because of "Rash on the arm"

  @negative @req:TIF-GPC-15
  Scenario: Somebody at the desk was quicker
    Given a session of the GP that patients may book has been published
    And Peter Lindqvist is registered at the practice
    And the receptionist has booked Peter into the first slot of the GP
    When Joan's app books the first time of the GP because of "Rash on the arm"
    Then the app is told that the time is gone
    And Joan has no appointment

  @negative @req:TIF-GPC-15
  Scenario: Two patients at the same moment
    Given a session of the GP that patients may book has been published
    And Peter Lindqvist is registered at the practice
    And Peter may use everything the practice offers online
    When Joan's and Peter's apps book the first time of the GP at the same moment
    Then one of them has the appointment, and the other is told that the time is gone

  @negative @req:TIF-GPC-13
  Scenario: Booking a time that is not for patients
    Given a session of the GP has been published
    When Joan's app books the first time of the GP because of "Rash on the arm"
    Then the app is told that there is nothing like that
    And Joan has no appointment

  @negative @serial @req:TIF-GPC-14
  Scenario: Booking a time that is over
    Given a session of the GP today that patients may book has been published
    And the session is over
    When Joan's app books the first time of the GP because of "Rash on the arm"
    Then the app is refused
    And Joan has no appointment

  @negative
  Scenario: Two appointments at the same time
    Given sessions of the GP and of the practice nurse that patients may book have been published, the second five minutes later
    And Joan's app has booked the first time of the GP
    When Joan's app books the first time of the practice nurse because of "Rash on the arm"
    Then the app is told that the time is gone
    And Joan has 1 appointment

  @negative @req:TIF-GPC-16
  Scenario: More words than there is room for
    Given a session of the GP that patients may book has been published
    When Joan's app books the first time of the GP with 501 characters of notes
    Then the app is refused
    And Joan has no appointment

  @req:TIF-GPC-16
  Scenario: As many words as there is room for
    Given a session of the GP that patients may book has been published
    When Joan's app books the first time of the GP with 500 characters of notes
    Then the app is told of the appointment
    And the practice sees all 500 characters of the notes

  @negative @req:TIF-IG-SHARE-01
  Scenario: Booking for somebody else
    Given a session of the GP that patients may book has been published
    And Peter Lindqvist is registered at the practice
    And Peter may use everything the practice offers online
    When Peter's app books the first time of the GP for Joan
    Then the app is refused
    And Joan has no appointment

  @negative
  Scenario: The app has lost the answer and asks again
    Given a session of the GP that patients may book has been published
    And Joan's app has booked the first time of the GP
    When Joan's app sends the same booking again
    Then the app is told of the same appointment as before
    And Joan has 1 appointment

  @req:E00306
  Scenario: A patient looks at their appointments
    Given a session of the GP that patients may book has been published
    And Peter Lindqvist is registered at the practice
    And the receptionist has booked Peter into the second slot of the GP
    And Joan's app has booked the first time of the GP
    When Joan's app asks for her appointments around the day of the GP's session
    Then the app is shown that appointment and no other

  @negative @req:E00306
  Scenario: Appointments of other days
    Given a session of the GP that patients may book has been published
    And Joan's app has booked the first time of the GP
    When Joan's app asks for her appointments a month later
    Then the app is shown no appointment

  @req:E00306
  Scenario: A patient looks at one appointment
    Given a session of the GP that patients may book has been published
    And Joan's app has booked the first time of the GP
    When Joan's app opens that appointment
    Then the app is told of the same appointment as before

  @negative @req:E00306 @req:TIF-IG-SHARE-01
  Scenario: Somebody opens another's appointment
    Given a session of the GP that patients may book has been published
    And Joan's app has booked the first time of the GP
    And Peter Lindqvist is registered at the practice
    And Peter may use everything the practice offers online
    When Peter's app opens that appointment
    Then Peter's app is told no more than if there were no such appointment

  @req:TIF-GPC-17
  Scenario: A patient cancels
    Given a session of the GP that patients may book has been published
    And Joan's app has booked the first time of the GP
    When Joan's app cancels the appointment because of "I feel better"
    Then the app is told that the appointment is cancelled because of "I feel better"
    And the practice sees the cancelled appointment, with the reason "I feel better"
    And the first slot of the GP is free again

  @negative @serial @req:TIF-GPC-17
  Scenario: Too late to cancel
    Given a session of the GP today that patients may book has been published
    And Joan's app has booked the first time of the GP
    And the session is over
    When Joan's app cancels the appointment because of "I feel better"
    Then the app is told that it is too late
    And the practice sees the appointment as booked

  @negative @req:TIF-GPC-17
  Scenario: Cancelling twice
    Given a session of the GP that patients may book has been published
    And Joan's app has booked the first time of the GP
    And Joan's app has cancelled the appointment
    When Joan's app cancels the appointment because of "I feel better"
    Then the app is told that it cannot be cancelled

  @negative @req:TIF-GPC-17
  Scenario: Cancelling and moving in one
    Given a session of the GP that patients may book has been published
    And Joan's app has booked the first time of the GP
    When Joan's app cancels the appointment and puts the second time of the GP into it
    Then the appointment is still at the first time of the GP

  @negative @req:TIF-IG-SHARE-01
  Scenario: Cancelling another's appointment
    Given a session of the GP that patients may book has been published
    And Joan's app has booked the first time of the GP
    And Peter Lindqvist is registered at the practice
    And Peter may use everything the practice offers online
    When Peter's app cancels the appointment because of "I feel better"
    Then Peter's app is told no more than if there were no such appointment
    And the practice sees the appointment as booked

  @negative @serial @req:TIF-GPC-09
  Scenario: The practice lets nobody cancel online
    Given a session of the GP that patients may book has been published
    And Joan's app has booked the first time of the GP
    And the practice manager has switched cancelling online off
    When Joan's app cancels the appointment because of "I feel better"
    Then the app is told that this is not open to the patient
    And the practice sees the appointment as booked

  @negative
  Scenario: A patient with whom booking was not arranged
    Given a session of the GP that patients may book has been published
    And it was agreed with Joan that she does not book online
    When Joan's app books the first time of the GP because of "Rash on the arm"
    Then the app is told that this is not open to the patient
    And Joan has no appointment

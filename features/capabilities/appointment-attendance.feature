@capability:C5
Feature: Who came
  Reception sees who is waiting, the clinician whom they have seen, and the practice who did not attend.

  Background:
    Given Joan Okafor is registered at the practice
    And a receptionist is signed in
    And a session of the GP today has been published
    And Joan has an appointment with the GP

  @req:E00223 @api
  Scenario: The patient arrives and is seen
    When the receptionist marks the appointment as arrived
    And the GP marks the appointment as seen
    Then it is done
    And the appointment tells when the patient arrived and when they were seen

  @req:E00223 @req:E00224 @serial @api
  Scenario: The patient did not attend
    Given the session is over
    When the receptionist marks the appointment as not attended
    Then it is done
    And Joan's list shows that she did not attend

  @req:E00223 @negative @api
  Scenario: It is too early to say that the patient did not attend
    When the receptionist marks the appointment as not attended
    Then the user is told that it is too early
    And Joan still has the appointment as it was

  @req:E00223 @negative @serial @api
  Scenario: Who is in the waiting room has attended
    Given the receptionist has marked the appointment as arrived
    And the session is over
    When the receptionist marks the appointment as not attended
    Then the user is told that the patient has arrived
    And the appointment is still marked as arrived

  @req:E00223 @negative @serial @api
  Scenario: A missed appointment cannot be made a cancelled one
    Given the session is over
    When the receptionist cancels the appointment because the patient feels better
    Then the user is told that the time has passed
    And Joan still has the appointment as it was

  @req:E00223 @negative @api
  Scenario: A cancelled appointment does not come back
    Given the receptionist has cancelled the appointment
    When the receptionist marks the appointment as arrived
    Then the user is told that the appointment is cancelled
    And the appointment is still cancelled

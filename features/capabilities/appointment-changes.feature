@capability:C5
Feature: Moving and cancelling appointments
  Plans change. Whatever happens, the patient has one appointment or none, its story can be told, and time given back is used.

  Background:
    Given Joan Okafor is registered at the practice
    And a receptionist is signed in
    And a session of the GP has been published
    And Joan has an appointment with the GP

  @req:E00234 @req:E00219 @api
  Scenario: An appointment is moved
    When the receptionist moves the appointment to the third slot of the GP
    Then it is done
    And the appointment is in the third slot of the GP, and for the same reason
    And the first slot of the GP is offered
    And the third slot of the GP is not offered

  @req:E00234 @api
  Scenario: It can be told when an appointment was before, and who moved it
    When the receptionist moves the appointment to the third slot of the GP
    Then the story of the appointment names the first slot, then the third, and the receptionist for both

  @req:E00234 @negative @hazard:HZ-LOST-APPOINTMENT @api
  Scenario: The slot to move to has been taken meanwhile
    Given Peter Asante is registered at the practice
    And the second GP has booked Peter into the third slot of the GP
    When the receptionist moves the appointment to the third slot of the GP
    Then the user is told that the slot is taken
    And Joan still has the appointment as it was
    And the first slot of the GP is not offered

  @req:E00219 @api
  Scenario: A cancelled appointment makes room
    When the receptionist cancels the appointment because the patient feels better
    Then it is done
    And the first slot of the GP is offered

  @req:E00224 @req:E00219 @api
  Scenario: A cancelled appointment stays on the patient's list, with the reason
    When the receptionist cancels the appointment because the patient feels better
    Then Joan's list shows the appointment as cancelled, with the reason

  @req:E00219 @negative @api
  Scenario: An appointment is not cancelled without a reason
    When the receptionist cancels the appointment without a reason
    Then the user is told to give the reason
    And Joan still has the appointment as it was

  @req:E00219 @negative @hazard:HZ-LOST-UPDATE @api
  Scenario: Another desk has moved the appointment since it was seen
    Given the receptionist has the appointment on screen
    And the second GP has moved the appointment to the third slot of the GP
    When the receptionist cancels the appointment because the patient feels better
    Then the user is told that the appointment has changed meanwhile
    And the appointment is in the third slot of the GP, and for the same reason

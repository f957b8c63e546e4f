@capability:C5
Feature: Booking appointments
  Reception finds a time that suits and books it, once: the slot is the patient's, and nobody else's.

  Background:
    Given Joan Okafor is registered at the practice
    And a receptionist is signed in

  @req:E00219 @api
  Scenario: An appointment keeps what was agreed
    Given a session of the GP has been published
    When the receptionist books Joan with the GP by telephone, for "Telephone/Audio", because of "Cough for three weeks"
    Then it is done
    And the appointment shows where, when, with whom, how, why, and how it was booked

  @req:E00219 @req:E00229 @api
  Scenario: What is booked is no longer offered
    Given a session of the GP has been published
    When the receptionist books Joan into the first slot of the GP
    Then it is done
    And the first slot of the GP is not offered
    And the second slot of the GP is offered

  @req:E00229 @api
  Scenario: A search for one way to meet finds only sessions that offer it
    Given a session of the GP by telephone only has been published
    When the receptionist searches for "Video with Audio" on the day of the session
    Then no slot of the GP is found
    And the slots of the GP are found when the receptionist searches for "Telephone/Audio"

  @req:E00219 @negative @hazard:HZ-DOUBLE-BOOKING @api
  Scenario: Somebody else has booked the slot since it was seen
    Given a session of the GP has been published
    And Peter Asante is registered at the practice
    And the second GP has booked Peter into the first slot of the GP
    When the receptionist books Joan into the first slot of the GP
    Then the user is told that the slot is taken
    And the first slot of the GP is booked for Peter alone

  @req:E00219 @negative @hazard:HZ-DOUBLE-BOOKING @api
  Scenario: Two desks book the same slot at the same moment
    Given a session of the GP has been published
    And Peter Asante is registered at the practice
    When the receptionist books Joan, and the second GP books Peter, into the first slot of the GP at the same moment
    Then one of them gets the slot, and the other is told that it is taken
    And the first slot of the GP is booked for one patient

  @req:E00219 @negative @hazard:HZ-DOUBLE-BOOKING @api
  Scenario: The patient would be in two places at once
    Given sessions of the GP and of the practice nurse have been published, the second five minutes later
    And Joan has an appointment with the GP
    When the receptionist books Joan into the first slot of the practice nurse
    Then the user is told that the patient has another appointment at that time
    And the first slot of the practice nurse is offered

  @req:E00219 @negative @serial @api
  Scenario: The time of a slot has passed
    Given a session of the GP today has been published
    And the session is over
    When the receptionist books Joan into the first slot of the GP
    Then the user is told that the time has passed
    And Joan has no appointment

  @req:E00219 @negative @api
  Scenario: The patient has left the practice
    Given a session of the GP has been published
    And Joan has left the practice
    When the receptionist books Joan into the first slot of the GP
    Then the user is told that the patient is not registered here any more
    And the first slot of the GP is offered

  @req:E00219 @negative @hazard:HZ-DISTRESS @api
  Scenario: The patient has died
    Given a session of the GP has been published
    And Joan has since died, as the national record says
    And the receptionist has opened Joan's details
    When the receptionist books Joan into the first slot of the GP
    Then the user is told that the patient has died
    And the first slot of the GP is offered

  @req:E00219 @req:TIF-GPAD-04 @negative @api
  Scenario: How patient and clinician meet has not been chosen
    Given a session of the GP has been published
    When the receptionist books Joan with the GP without saying how they meet
    Then the user is told to choose how the patient is met
    And the first slot of the GP is offered

  @req:TIF-GPAD-04 @negative @api
  Scenario: A way to meet that is not on the national list
    Given a session of the GP has been published
    When the receptionist books Joan with the GP by telephone, for "Fax", because of "Cough for three weeks"
    Then the user is told to choose how the patient is met
    And Joan has no appointment

  @req:E00219 @negative @api
  Scenario: Why the patient comes has not been said
    Given a session of the GP has been published
    When the receptionist books Joan with the GP without giving a reason
    Then the user is told to give the reason
    And the first slot of the GP is offered

  @req:E00232 @req:E00221 @api
  Scenario: A slot that is held for something else is not offered
    Given a session of the GP has been published
    When the receptionist blocks the first slot of the GP for "Home visit"
    Then it is done
    And the first slot of the GP is not offered
    And the second slot of the GP is offered

  @req:E00232 @negative @api
  Scenario: A slot that is held for something else cannot be booked
    Given a session of the GP has been published
    And the receptionist has blocked the first slot of the GP
    When the receptionist books Joan into the first slot of the GP
    Then the user is told that the slot is taken
    And Joan has no appointment

  @req:E00221 @negative @hazard:HZ-DOUBLE-BOOKING @api
  Scenario: A slot with a patient in it cannot be blocked
    Given a session of the GP has been published
    And Joan has an appointment with the GP
    When the receptionist blocks the first slot of the GP for "Home visit"
    Then the user is told that a patient is booked into the slot
    And Joan still has the appointment as it was

  @req:E00221 @api
  Scenario: A slot that is kept back for the desk is not offered to patients
    Given a session of the GP that patients may book has been published
    When the receptionist keeps the first slot of the GP back for the desk
    Then it is done
    And the first slot of the GP is not offered to patients
    And the second slot of the GP is offered to patients
    And the first slot of the GP is offered

  @req:TIF-IG-RBAC-01 @req:E00219 @negative @api
  Scenario: Who only looks after the audit trail does not book
    Given a session of the GP has been published
    And a privacy officer is signed in
    When the privacy officer books Joan into the first slot of the GP
    Then the user is told that their role does not allow it
    And the first slot of the GP is offered

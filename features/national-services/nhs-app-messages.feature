@capability:C7 @service:nhs-app @req:E00367 @api
Feature: Writing to patients through the NHS App
  Staff write to a patient, and the patient reads it in the NHS App. The message arrives once, as it was written, and says nothing
  more about the patient than it has to. Whoever wrote it can tell at any time what has become of it.

  Background:
    Given Joan Okafor is registered at the practice
    And a receptionist is signed in

  Scenario: A message reaches the patient's NHS App
    When the receptionist writes "Your repeat prescription is ready to collect." to Joan
    Then the message is sent
    And Joan has that message in her NHS App once, from this practice
    And the message is shown as with the NHS App

  @req:TIF-IG-SHARE-01
  Scenario: A message tells the NHS App nothing it does not need
    When the receptionist writes "Please ring us about your results." to Joan
    Then the message is sent
    And the NHS App is told Joan's NHS number and nothing else about her

  @req:TIF-IG-SHARE-01
  Scenario: What is written does not light up on a locked telephone
    When the receptionist writes "Your HIV test was negative." to Joan
    Then the message is sent
    And it is in Joan's inbox in the NHS App, and in no notification

  @negative
  Scenario: The button is pressed twice
    When the receptionist writes "Please book a blood test." to Joan and presses the button twice
    Then Joan has that message in her NHS App once, from this practice

  @negative
  Scenario: A message longer than the NHS App takes
    When the receptionist writes a message of 5001 characters to Joan
    Then the user is told that the message is too long
    And nothing is sent to the NHS App about Joan

  Scenario: A message as long as the NHS App takes
    When the receptionist writes a message of 5000 characters to Joan
    Then the message is sent
    And Joan has that message in her NHS App once, from this practice

  @negative
  Scenario: A message that the NHS App would not take as it stands
    When the receptionist writes "Keep your blood pressure <b>below 140</b>." to Joan
    Then the user is told that the message has to be written another way
    And nothing is sent to the NHS App about Joan

  @negative @req:TIF-IG-SHARE-01
  Scenario: A patient who wants no messages in the NHS App
    Given it is on record that Joan wants no messages in the NHS App
    When the receptionist writes "Please book a blood test." to Joan
    Then the user is told that the patient wants no such messages
    And nothing is sent to the NHS App about Joan

  Scenario: A patient who wants messages again
    Given it is on record that Joan wants no messages in the NHS App
    And it is on record that Joan wants messages in the NHS App again
    When the receptionist writes "Please book a blood test." to Joan
    Then the message is sent

  @negative
  Scenario: A patient who has left the practice
    Given Joan has left the practice
    When the receptionist writes "Please book a blood test." to Joan
    Then the user is told that the patient is not registered here any more
    And nothing is sent to the NHS App about Joan

  @negative @hazard:HZ-DISTRESS
  Scenario: A patient who has died
    Given Joan has since died, as the national record says
    And the receptionist has opened Joan's details
    When the receptionist writes "You are overdue for your asthma review." to Joan
    Then the user is told that the patient has died
    And nothing is sent to the NHS App about Joan

  @negative @req:TIF-IG-RBAC-01
  Scenario: Somebody whose role does not let them write to patients
    When the privacy officer writes "We have looked into your complaint." to Joan
    Then the user is told that their role does not allow it
    And nothing is sent to the NHS App about Joan

  @req:ISNFR02 @req:TIF-IG-AUD-03
  Scenario: Who wrote, and what came back, can be found out
    Given the receptionist has written "Please book a blood test." to Joan
    When the NHS App tells the practice that the message was delivered
    Then the audit trail says that the receptionist wrote to Joan
    And the audit trail says that the NHS App told of Joan's message

@capability:C7 @service:nhs-notify @req:E00367 @api
Feature: Inviting patients through NHS Notify
  The practice invites several patients to something in one go. NHS Notify reaches each of them in the NHS App, or by text message. Nobody
  is invited twice, nobody who should not be is invited at all, and NHS Notify is told nothing that it does not need.

  Background:
    Given Joan Okafor is registered at the practice
    And Peter Lindqvist is registered at the practice
    And a receptionist is signed in

  Scenario: Patients are invited in one go
    When the receptionist invites Joan and Peter to "Flu clinic on Saturday. Please book in the NHS App."
    Then the invitation is sent
    And NHS Notify has that invitation for Joan once, in this practice's name
    And NHS Notify has that invitation for Peter once, in this practice's name
    And both went out in one batch
    And the invitation is shown as with NHS Notify, and on the way to Joan

  @req:TIF-IG-SHARE-01
  Scenario: NHS Notify is told nothing it does not need
    When the receptionist invites Joan and Peter to "Please come for your review."
    Then the invitation is sent
    And NHS Notify is told the NHS numbers, and nothing else about anybody

  @req:TIF-IG-SHARE-01
  Scenario: What is written does not light up on a locked telephone
    When the receptionist invites Joan to "Your HIV test is due. Please book it."
    Then the invitation is sent
    And the text message to Joan says nothing of the matter

  @negative
  Scenario: The button is pressed twice
    When the receptionist invites Joan and Peter to "Flu clinic on Saturday." and presses the button twice
    Then NHS Notify has that invitation for Joan once, in this practice's name
    And NHS Notify has that invitation for Peter once, in this practice's name

  @negative
  Scenario: A patient who is on the list twice
    When the receptionist invites Joan, Peter and again Joan to "Flu clinic on Saturday."
    Then the invitation is sent
    And NHS Notify has that invitation for Joan once, in this practice's name

  @negative @hazard:HZ-DISTRESS
  Scenario: A patient who has died is left out
    Given Joan has since died, as the national record says
    And the receptionist has opened Joan's details
    When the receptionist invites Joan and Peter to "You are overdue for your asthma review."
    Then the invitation is sent
    And NHS Notify has no invitation for Joan
    And NHS Notify has that invitation for Peter once, in this practice's name
    And the invitation is shown as left out for Joan, because she has died

  @negative
  Scenario: A patient who has left the practice is left out
    Given Joan has left the practice
    When the receptionist invites Joan and Peter to "Flu clinic on Saturday."
    Then the invitation is sent
    And NHS Notify has no invitation for Joan
    And the invitation is shown as left out for Joan, because she has left the practice

  @negative @req:TIF-IG-SHARE-01
  Scenario: A patient who wants no messages is left out
    Given it is on record that Joan wants no messages in the NHS App
    When the receptionist invites Joan and Peter to "Flu clinic on Saturday."
    Then the invitation is sent
    And NHS Notify has no invitation for Joan
    And the invitation is shown as left out for Joan, because she wants no messages

  @negative
  Scenario: Nobody is left to be invited
    Given Joan has left the practice
    When the receptionist invites Joan to "Flu clinic on Saturday."
    Then the user is told that nobody can be invited
    And nothing is sent to NHS Notify about Joan

  @negative
  Scenario: An invitation longer than patients can be sent
    When the receptionist invites Joan to a text of 5001 characters
    Then the user is told that the invitation is too long
    And nothing is sent to NHS Notify about Joan

  @negative @req:TIF-IG-RBAC-01
  Scenario: Somebody whose role does not let them write to patients
    When the privacy officer invites Joan to "Flu clinic on Saturday."
    Then the user is told that their role does not allow it
    And nothing is sent to NHS Notify about Joan

  @req:ISNFR02 @req:TIF-IG-AUD-03
  Scenario: Who invited, and what came back, can be found out
    Given the receptionist has invited Joan to "Flu clinic on Saturday."
    When NHS Notify tells the practice that the invitation to Joan was delivered
    Then the audit trail says that the receptionist wrote to Joan
    And the audit trail says that NHS Notify told of Joan's invitation

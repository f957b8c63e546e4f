@capability:C14 @ui
Feature: Prescribing on the screen
  Before anything is signed, the prescriber sees who the patient is and what speaks against it.

  Background:
    Given Joan Okafor is registered at the practice

  @req:E00100 @req:TIF-CS-10 @hazard:HZ-WRONG-PATIENT
  Scenario: It is plain for whom is prescribed
    When the GP opens the page to prescribe for Joan
    Then the page shows who Joan is

  @req:E00100 @negative @hazard:HZ-ALLERGY
  Scenario: The warning is there before anything is saved
    Given Joan has a recorded allergy to penicillins
    And the GP has the page to prescribe for Joan open
    When the GP enters amoxicillin and adds it
    Then the page warns of "Penicillin"
    And nothing is written down for Joan

  @req:E00100 @hazard:HZ-ALLERGY
  Scenario: The prescriber goes on, with the reason in the form
    Given Joan has a recorded allergy to penicillins
    And the GP has the page to prescribe for Joan open
    When the GP enters amoxicillin and adds it
    And the GP gives the reason "Allergy disproved by testing in 2024" and adds it
    Then it is written down, with the reason

  @req:E00101 @req:TIF-CS-11 @service:eps @negative @hazard:HZ-LOST-PRESCRIPTION
  Scenario: The page says that EPS has not confirmed it
    Given the GP has drafted amoxicillin for Joan
    And EPS fails whenever a prescription for Joan is sent
    And the GP has the page to prescribe for Joan open
    When the GP signs what is on the page
    Then the page says that it is signed, and not confirmed

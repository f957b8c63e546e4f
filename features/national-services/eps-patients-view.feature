@capability:C14 @service:eps-for-patients @api
Feature: What the patient sees of a prescription
  The practice does not tell patients' apps anything: they read what was signed, what was cancelled and what the pharmacy has told.
  What is signed here has to be what the patient sees there.

  Background:
    Given Joan Okafor is registered at the practice

  @req:EPSP01
  Scenario: What was signed
    Given the GP has drafted 2 medicines for Joan
    When the GP signs them
    Then Joan's app shows what was drafted, as approved by the prescriber

  @req:TIF-EPS-12
  Scenario: What was cancelled
    Given the GP has signed and sent amoxicillin for Joan
    When the GP cancels it, because it was a mistake
    Then Joan's app shows it as cancelled by the prescriber

  @req:TIF-EPS-12 @negative @hazard:HZ-NOT-CANCELLED
  Scenario: What the pharmacy has cannot be cancelled any more
    Given the GP has signed and sent amoxicillin for Joan
    And the pharmacy has taken the prescription
    And the pharmacy tells that it is ready to be collected
    When the GP cancels it, because it was a mistake
    Then Joan's app shows it as ready to be collected
    And the prescriber is told that it is with the pharmacy, and only marked

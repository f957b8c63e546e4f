@capability:C9 @service:mesh @req:E00410 @api
Feature: Whose a document is
  A document goes into a record only when its NHS number, surname and date of birth are those of one patient of the practice.
  Otherwise it waits for a person to find out whose it is: nothing is guessed, and nothing is lost.

  Background:
    Given Joan Okafor is registered at the practice

  @negative @req:FHIR-RR-02 @hazard:HZ-WRONG-PATIENT
  Scenario: Somebody whom the practice does not know
    Given Mary Tallis is known nationally
    And Vale Hospital has sent a discharge summary about Mary
    When the system collects its messages
    Then the document waits for somebody to find out whose it is
    And Vale Hospital is told that it came through, and that she is not known here
    And MESH is told that the message is in safe hands

  @negative @hazard:HZ-WRONG-PATIENT
  Scenario: The NHS number is one patient's and the surname another's
    Given Vale Hospital has sent a discharge summary with Joan's NHS number and another surname
    When the system collects its messages
    Then the document is not in Joan's record
    And the document waits for somebody to find out whose it is
    And Vale Hospital is told that it came through, and that she is not known here

  @negative @hazard:HZ-WRONG-PATIENT
  Scenario: The NHS number is one patient's and the date of birth another's
    Given Vale Hospital has sent a discharge summary with Joan's NHS number and another date of birth
    When the system collects its messages
    Then the document is not in Joan's record
    And the document waits for somebody to find out whose it is

  Scenario: A name is written in another way
    Given Vale Hospital has sent a discharge summary with Joan's surname in capitals
    When the system collects its messages
    Then the document is in Joan's record once, as it was sent

  @negative @req:FHIR-RR-02
  Scenario: A patient who has left
    Given Joan has left the practice
    And Vale Hospital has sent a discharge summary about Joan
    When the system collects its messages
    Then the document waits for somebody to find out whose it is
    And Vale Hospital is told that it came through, and that she is no longer here

  Scenario: Somebody finds out whose it is
    Given Vale Hospital has sent a discharge summary with Joan's NHS number and another surname
    And the system has collected its messages
    When the medical secretary puts that document into Joan’s record
    Then the document is in Joan's record once, as it was sent, to be reviewed
    And nobody has to find out any more whose the document is
    And a clinician is asked to review it

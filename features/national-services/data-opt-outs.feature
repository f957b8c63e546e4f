@capability:C13 @service:mesh @api
Feature: Who keeps out of what is disclosed
  Before a practice discloses anything beyond its patients' own care, the national service is asked who has opted out; who told the
  practice itself (a type 1 opt-out) is left out from the beginning. For the patients' own care nobody is left out.

  Background:
    Given Joan Okafor and Ruth Amadi are among those a study is about

  @req:NDOP-01 @req:TIF-NDOP-02 @req:E00285
  Scenario: Somebody has opted out nationally
    Given Ruth has opted out nationally
    When the practice manager has the study's data disclosed
    Then the research office has Joan's data
    And the research office has nothing about Ruth
    And the practice sees that 1 patient was left out for a national opt-out, and 0 for a type 1 opt-out

  @req:NDOP-01 @req:TIF-NDOP-02
  Scenario: Nobody has opted out
    When the practice manager has the study's data disclosed
    Then the research office has Joan's data
    And the research office has Ruth's data
    And the practice sees that 0 patients were left out for a national opt-out, and 0 for a type 1 opt-out

  @req:NDOP-01 @negative
  Scenario: Nothing is disclosed before the national service has answered
    When the practice manager prepares the disclosure of the study's data
    And the system collects its messages
    Then the research office has nothing from the practice
    And the practice sees that it waits to hear who has opted out

  @req:NDOP-01 @req:TIF-NDOP-02 @negative
  Scenario: Everybody has opted out
    Given Joan has opted out nationally
    And Ruth has opted out nationally
    When the practice manager has the study's data disclosed
    Then the research office has nothing from the practice
    And the practice sees that nothing was sent

  @req:TIF-IG-PRIV-01 @negative
  Scenario: Something that a patient wants kept in confidence
    Given Ada Quill is a patient of the same age with the same on her record, in confidence
    When the practice manager has the study's data disclosed
    Then the research office has Joan's data
    And the research office has nothing about Ada

  @req:TIF-NDOP-02
  Scenario: Somebody opts out later
    Given the practice manager has had the study's data disclosed
    And Ruth has since opted out nationally
    When the practice manager has the study's data disclosed again
    Then the research office has nothing about Ruth this time
    And the research office has Joan's data this time

  @req:TIF-NDOP-02
  Scenario: Somebody changes their mind
    Given Ruth has opted out nationally
    And the practice manager has had the study's data disclosed
    And Ruth has since taken her national opt-out back
    When the practice manager has the study's data disclosed again
    Then the research office has Ruth's data this time

  @req:TIF-NDOP-02
  Scenario: Somebody has opted out at the practice
    Given the receptionist has noted Ruth's type 1 opt-out
    When the practice manager has the study's data disclosed
    Then the practice shows Ruth's type 1 opt-out
    And the research office has Joan's data
    And the research office has nothing about Ruth
    And the list that was sent nationally has Joan on it and not Ruth
    And the practice sees that 0 patients were left out for a national opt-out, and 1 for a type 1 opt-out

  @req:TIF-NDOP-02
  Scenario: A type 1 opt-out is taken back
    Given the receptionist has noted Ruth's type 1 opt-out
    When the receptionist notes that Ruth takes her type 1 opt-out back
    And the practice manager has the study's data disclosed
    Then the research office has Ruth's data
    And the practice shows no type 1 opt-out of Ruth's

  @req:NDOP-01
  Scenario: For the patients' own care nobody is left out
    Given Ruth has opted out nationally
    And the receptionist has noted Joan's type 1 opt-out
    When the practice manager has the same data disclosed to the hospital for their own care
    Then the hospital has Joan's data
    And the hospital has Ruth's data
    And nobody was asked nationally about Joan or Ruth

  @req:TIF-NDOP-03
  Scenario: The list is as the national service wants it
    Given Ada Quill is a patient of whom the study wants nothing
    When the practice manager prepares the disclosure of the study's data
    And the system collects its messages
    Then the list that was sent nationally has Joan on it and not Ada

  @req:TIF-NDOP-03
  Scenario: Two lists of a day have names of their own
    When the practice manager prepares the disclosure of the study's data
    And the practice manager prepares it a second time
    And the system collects its messages
    Then two lists were sent nationally, under names that number them

  @req:NDOP-01 @req:TIF-NDOP-03 @negative
  Scenario: The national service does not take the list
    Given the national service takes Ruth's number for invalid
    When the practice manager has the study's data disclosed
    Then the research office has nothing from the practice
    And the practice sees that nothing was sent
    And the practice has a task to check the NHS numbers

  @req:NDOP-01 @negative
  Scenario: Two studies at a time
    Given Ruth has opted out nationally
    When the practice manager prepares disclosures about Joan alone and about Ruth alone
    And the system collects its messages
    And the system collects its messages again
    Then the research office has Joan's data
    And the research office has nothing about Ruth

  @req:NDOP-01 @negative
  Scenario: The same answer comes twice
    Given the practice manager has had the study's data disclosed
    When the national service's answer comes a second time
    And the system collects its messages
    And the system collects its messages again
    Then the research office has the data once

  @req:NDOP-01 @negative @req:TIF-MESH-02 @serial
  Scenario: The list does not reach the national service
    Given the practice manager has prepared the disclosure of the study's data, and the list was lost on its way
    When the system collects its messages
    And the system collects its messages again
    Then the research office has nothing from the practice
    And the practice sees that it did not arrive
    And the practice has a task about what did not arrive

  @req:NDOP-01 @negative
  Scenario: A receptionist cannot disclose anything
    When the receptionist prepares the disclosure of the study's data
    Then the user is told that the role does not allow it
    And nobody was asked nationally about Joan or Ruth

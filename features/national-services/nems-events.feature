@capability:C13 @service:nems @service:mesh @req:NEMS01 @api
Feature: Following patients through the National Events Management Service
  The practice subscribes to the events of a registered patient, and hears of them in its mailbox. An event says that something has
  happened: the record itself is fetched. Who has left is followed no more.

  Background:
    Given Joan Okafor is registered at the practice

  Scenario: The practice follows a patient
    When the receptionist has Joan followed nationally
    Then Joan is followed: her changes, her death, and another practice, to the practice's mailbox

  @negative
  Scenario: Who is followed already
    Given Joan is followed nationally
    When the receptionist has Joan followed nationally
    Then Joan is followed once
    And nothing more is asked of NEMS about Joan

  @negative @req:TIF-IG-LR-01
  Scenario: A patient leaves
    Given Joan is followed nationally
    And Joan has left the practice
    When the system collects its messages
    Then Joan is followed no more

  @service:pds @req:PDS03
  Scenario: A change that was made elsewhere
    Given Joan is followed nationally
    And Joan's mobile number has been changed nationally
    When NEMS tells the practice of Joan's change
    Then the practice's own copy shows Joan's new mobile number

  @service:pds @hazard:HZ-DECEASED
  Scenario: A death
    Given Joan is followed nationally
    And Joan has since died, as the national record says
    When NEMS tells the practice of Joan's death
    Then the practice's own copy shows that Joan has died
    And somebody is asked to see to Joan's death

  Scenario: The patient's practice has changed
    Given Joan is followed nationally
    When NEMS tells the practice that Joan's practice has changed
    Then somebody is asked to find out whether Joan has left
    And Joan is a patient of the practice still

  @negative @service:pds
  Scenario: The same event twice
    Given Joan is followed nationally
    And Joan's mobile number has been changed nationally
    And NEMS has told the practice of Joan's change
    When NEMS brings the same event again
    Then PDS is not asked for Joan's record

  @negative @service:pds @hazard:HZ-LOST-UPDATE
  Scenario: Events that overtake each other
    Given Joan is followed nationally
    And Joan's mobile number has been changed nationally
    And NEMS has told the practice of the later of two changes
    When NEMS tells the practice of the earlier one
    Then PDS is not asked for Joan's record

  @negative @service:pds @req:TIF-IG-LR-01
  Scenario: An event about somebody who has left
    Given Joan is followed nationally
    And Joan has left the practice
    When NEMS tells the practice of Joan's change
    Then PDS is not asked for Joan's record

  @negative
  Scenario: An event that cannot be read
    Given Joan is followed nationally
    When NEMS sends an event about Joan that cannot be read
    Then somebody is asked to see to the signal

  @negative
  Scenario: NEMS is in trouble
    Given NEMS fails without a word when it is next asked about Joan
    When the receptionist has Joan followed nationally
    Then the user is told that NEMS is in trouble

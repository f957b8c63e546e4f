@capability:C13 @service:mns @service:mesh @service:pds @req:NEMS01 @req:PDS03 @api
Feature: Hearing of changes to patients' national records
  The practice is told nationally when something about its patients changes. A signal says that something has happened and to whom, and
  no more: the record itself is fetched. Signals may come twice, late, or about somebody who is not the practice's patient.

  Background:
    Given Joan Okafor is registered at the practice
    And the practice has subscribed to national events

  Scenario: A change that was made elsewhere reaches the practice by itself
    Given Joan's mobile number has been changed nationally
    When the practice is told of the change
    Then the practice's own copy shows Joan's new mobile number

  @hazard:HZ-DECEASED
  Scenario: Somebody has died
    Given Joan has since died, as the national record says
    When the practice is told of the death
    Then the practice's own copy shows that Joan has died
    And somebody is asked to see to Joan's death

  @negative
  Scenario: The same signal twice
    Given Joan's mobile number has been changed nationally
    When the practice is told of the change twice
    Then the practice's own copy shows Joan's new mobile number
    And PDS was asked for Joan's record once

  @negative
  Scenario: The same signal again, another day
    Given Joan's mobile number has been changed nationally
    And the practice has been told of the change
    When the same signal comes again
    Then PDS is not asked for Joan's record

  @negative @hazard:HZ-LOST-UPDATE
  Scenario: Signals that overtake each other
    Given Joan's mobile number has been changed nationally twice
    And the practice has been told of the later change
    When the practice is told of the earlier change
    Then PDS is not asked for Joan's record
    And the practice's own copy shows Joan's new mobile number

  @hazard:HZ-LOST-UPDATE
  Scenario: The tenth version of a record
    Given the practice has the ninth version of Joan's national record
    And Joan's mobile number has been changed nationally
    When the practice is told of the change
    Then the practice's own copy shows Joan's new mobile number

  @negative @req:TIF-IG-LR-01
  Scenario: Somebody who is not a patient here
    Given Peter Lindqvist is known nationally
    And Peter's mobile number has been changed nationally
    When the practice is told of the change
    Then PDS is not asked for Peter's record

  @negative @req:TIF-IG-LR-01
  Scenario: A patient who has left the practice
    Given Joan has left the practice
    And Joan's mobile number has been changed nationally
    When the practice is told of the change
    Then PDS is not asked for Joan's record

  @negative @hazard:HZ-LOST-UPDATE
  Scenario Outline: PDS <is in trouble> when the record is to be fetched
    Given Joan's mobile number has been changed nationally
    And PDS <is in trouble> when Joan's record is next fetched
    And the practice has been told of the change
    When the practice collects its messages again
    Then the practice's own copy shows Joan's new mobile number

    Examples:
      | is in trouble              |
      | fails without a word       |
      | answers with rubbish       |
      | answers with an error page |

  @negative
  Scenario: A signal that cannot be read does not stand in the way of others
    Given Joan's mobile number has been changed nationally
    When a signal comes that cannot be read, and then the practice is told of the change
    Then somebody is asked to see to the signal
    And the practice's own copy shows Joan's new mobile number

  @req:ISNFR02 @req:TIF-IG-AUD-03
  Scenario: What was told, and what came of it, can be found out
    Given Joan's mobile number has been changed nationally
    When the practice is told of the change
    Then the audit trail says that the practice was told of Joan's change

  @req:MNS01
  Scenario: Somebody wants to register at the practice
    Given Peter Lindqvist is known nationally
    When the practice is told that Peter's request to register has been validated
    Then somebody is asked to go on with Peter's registration

@capability:C14 @service:eps @api
Feature: Cancelling a prescription
  Only EPS cancels. What it answers is shown as it is: "cancelled" when nobody can dispense the item any more, and never before.

  Background:
    Given Joan Okafor is registered at the practice

  @req:TIF-EPS-12 @req:E00101
  Scenario: The pharmacy does not have it yet
    Given the GP has signed and sent amoxicillin for Joan
    When the GP cancels it, because it was a mistake
    Then the prescriber is told that it is cancelled
    And it can no longer be dispensed

  @req:TIF-EPS-12 @negative @hazard:HZ-NOT-CANCELLED
  Scenario: The pharmacy has it
    Given the GP has signed and sent amoxicillin for Joan
    And the pharmacy has taken the prescription
    When the GP cancels it, because it was a mistake
    Then the prescriber is told that it is with the pharmacy, and only marked

  @req:TIF-EPS-12 @hazard:HZ-NOT-CANCELLED
  Scenario: The pharmacy has it, and gives it back
    Given the GP has signed and sent amoxicillin for Joan
    And the pharmacy has taken the prescription
    And the GP has asked to cancel it
    When the pharmacy gives it back
    And the GP asks to cancel it again
    Then the prescriber is told that it had been cancelled before
    And it can no longer be dispensed

  @req:TIF-EPS-12 @negative @hazard:HZ-NOT-CANCELLED
  Scenario: The pharmacy is dispensing it
    Given the GP has signed and sent amoxicillin for Joan
    And the pharmacy has taken the prescription
    And the pharmacy has handed out part of it
    When the GP cancels it, because it was a mistake
    Then the prescriber is told that the pharmacy is dispensing it, and it is only marked

  @req:TIF-EPS-12 @negative @hazard:HZ-NOT-CANCELLED
  Scenario: It was dispensed
    Given the GP has signed and sent amoxicillin for Joan
    And the pharmacy has taken the prescription
    And the pharmacy has dispensed it
    When the GP cancels it, because it was a mistake
    Then the prescriber is told that it was dispensed, and not cancelled

  @req:TIF-EPS-12 @negative
  Scenario: It had expired
    Given the GP has signed and sent amoxicillin for Joan
    And the prescription has expired at EPS
    When the GP cancels it, because it was a mistake
    Then the prescriber is told that it had expired

  @req:TIF-EPS-12 @negative
  Scenario: It had been cancelled before
    Given the GP has signed and sent amoxicillin for Joan
    And EPS has cancelled it already
    When the GP cancels it, because it was a mistake
    Then the prescriber is told that it had been cancelled before

  @req:TIF-EPS-12 @negative @hazard:HZ-NOT-CANCELLED
  Scenario: Another prescriber has asked for it
    Given the GP has signed and sent amoxicillin for Joan
    And the pharmacy has taken the prescription
    And the second GP has asked to cancel it
    When the GP cancels it, because it was a mistake
    Then the prescriber is told that another prescriber has asked for its cancellation

  @req:TIF-EPS-12 @negative @hazard:HZ-NOT-CANCELLED
  Scenario: EPS does not find it
    Given the GP has signed and sent amoxicillin for Joan
    And EPS does not find the prescription any more
    When the GP cancels it, because it was a mistake
    Then the prescriber is told that EPS does not find it

  @req:TIF-EPS-12 @negative @hazard:HZ-NOT-CANCELLED
  Scenario: Cancelling is switched off
    Given the GP has signed and sent amoxicillin for Joan
    And cancelling is switched off in EPS
    When the GP cancels it, because it was a mistake
    Then the prescriber is told that cancelling is switched off

  @req:TIF-EPS-12 @negative
  Scenario: It was recorded as not dispensed
    Given the GP has signed and sent amoxicillin for Joan
    And the pharmacy has taken the prescription
    And the pharmacy has recorded that it will not be dispensed
    When the GP cancels it, because it was a mistake
    Then the prescriber is told that it was recorded as not dispensed

  @req:TIF-EPS-12 @negative @hazard:HZ-NOT-CANCELLED
  Scenario: EPS cannot make sense of the cancellation
    Given the GP has signed and sent amoxicillin for Joan
    And EPS cannot make sense of cancellations
    When the GP cancels it, because it was a mistake
    Then the prescriber is told that EPS could not deal with the cancellation

  @req:TIF-EPS-11
  Scenario: One of two items is cancelled
    Given the GP has drafted 2 medicines for Joan
    And the GP has signed them
    When the GP cancels the second item at the patient's request
    Then only the second item is cancelled
    And EPS is told that it is at the patient's request

  @req:TIF-EPS-11 @negative
  Scenario: A cancellation needs a reason
    Given the GP has signed and sent amoxicillin for Joan
    When the GP cancels it without saying why
    Then the user is asked why
    And nothing is sent to EPS
    And it is not shown as cancelled

  @req:TIF-EPS-10 @req:E00095
  Scenario: A colleague cancels it
    Given the GP has signed and sent amoxicillin for Joan
    When the second GP cancels it, because it was a mistake
    Then the prescriber is told that it is cancelled
    And it can no longer be dispensed

  @req:TIF-IG-RBAC-01 @negative
  Scenario: A practice nurse may not cancel it
    Given the GP has signed and sent amoxicillin for Joan
    When the practice nurse cancels it, because it was a mistake
    Then the user is told that their role does not allow it
    And nothing is sent to EPS

  @req:TIF-EPS-12 @req:TIF-CS-11 @negative @hazard:HZ-NOT-CANCELLED
  Scenario Outline: EPS <is in trouble> when the cancellation is sent
    Given the GP has signed and sent amoxicillin for Joan
    And EPS <is in trouble> whenever a cancellation for Joan is sent
    When the GP cancels it, because it was a mistake
    Then the user is told that EPS did not do its part
    And it is not shown as cancelled
    And the practice has a task to find out about the cancellation

    Examples:
      | is in trouble        |
      | fails                |
      | answers with rubbish |
      | drops the connection |
      | does not allow it    |

  @req:TIF-EPS-12 @req:TIF-EPS-14 @negative @hazard:HZ-NOT-CANCELLED
  Scenario: EPS has cancelled it, and nobody heard of it
    Given the GP has signed and sent amoxicillin for Joan
    And EPS takes every cancellation for Joan and then drops the connection
    When the GP cancels it, because it was a mistake
    Then the user is told that nobody knows whether it is cancelled
    And it is not shown as cancelled
    When EPS is well again
    And the GP asks to cancel it again
    Then the prescriber is told that it is cancelled
    And the identical cancellation is sent again
    And no task about the cancellation is left

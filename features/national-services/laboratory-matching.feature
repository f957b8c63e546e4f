@capability:C8 @service:mesh @req:TIF-DDP-06 @api
Feature: Whose a result is
  A result goes into a record only when its NHS number, surname and date of birth are those of one patient of the practice. Otherwise it
  waits for a person to find out whose it is: nothing is guessed, and nothing is lost.

  Background:
    Given Joan Okafor is registered at the practice

  @negative @hazard:HZ-WRONG-PATIENT
  Scenario Outline: The report has <mistake>
    Given the laboratory has sent a result about Joan with <mistake>
    When the system collects its messages
    Then the report is not in Joan's record
    And the report waits for somebody to find out whose it is
    And the laboratory is told once that all of it was taken

    Examples:
      | mistake               |
      | another surname       |
      | another date of birth |
      | no NHS number         |

  @negative
  Scenario: A patient who has left
    Given Joan has left the practice
    And the laboratory has sent a ferritin result about Joan
    When the system collects its messages
    Then the report is not in Joan's record
    And the report waits for somebody to find out whose it is

  Scenario: Somebody finds out whose it is
    Given the laboratory has sent a result about Joan with another surname
    And the system has collected its messages
    When the medical secretary puts that report into Joan’s record
    Then the report is in Joan's record once, as it was sent, to be reviewed
    And nobody has to find out any more whose the report is
    And the second GP is asked to review the report

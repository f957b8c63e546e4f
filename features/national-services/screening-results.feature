@capability:C8 @service:mesh @req:SRN1 @api
Feature: Results of bowel cancer screening
  The screening programme sends its results in a message of its own, by way of the laboratories' messaging. They are shown as what they
  are, screening, and are held to the same checks, save that a finding which is new to the system is shown all the same.

  Background:
    Given Joan Okafor is registered at the practice

  @req:TIF-SRN-06
  Scenario: A screening result is shown as screening
    Given the screening programme has sent a normal bowel screening result about Joan
    When the system collects its messages
    Then the report is in Joan's record once, as it was sent, to be reviewed
    And the report is called a screening result, and not pathology
    And the screening programme is told once that all of it was taken

  @req:SRN2 @req:SRN4
  Scenario: A finding that the programme has only just introduced
    Given the screening programme has sent a bowel screening result with a code that is new about Joan
    When the system collects its messages
    Then the report is in Joan's record once, as it was sent, to be reviewed
    And the screening programme is told once that all of it was taken

  @negative @req:SRN2
  Scenario Outline: A screening result in which the <flaw>
    Given the screening programme has sent a result about Joan in which the <flaw>
    When the system collects its messages
    Then the report is not in Joan's record
    And the screening programme is told once that none of it was taken

    Examples:
      | flaw                       |
      | finding has no words       |
      | test is left out           |

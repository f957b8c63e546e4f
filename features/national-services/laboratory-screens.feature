@capability:C8 @service:mesh @ui
Feature: Results on screen
  What a clinician decides by is what is on the screen: each number with its unit and its range, what the laboratory marks, and whether
  it is a laboratory or a screening programme that says so.

  @req:TIF-DDP-06 @req:TIF-SRN-06
  Scenario: A GP looks at the results of a patient
    Given Joan Okafor is registered at the practice
    And the laboratory has sent results that are too high, too low and out of range about Joan
    And the screening programme has sent a normal bowel screening result about Joan
    And the system has collected its messages
    When the GP opens Joan's results
    Then each number is on the screen with its unit, its range and its mark
    And the screening result is on the screen as screening

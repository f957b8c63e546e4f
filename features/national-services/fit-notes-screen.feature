@capability:C15 @ui
Feature: Fit notes on screen
  Who may issue fit notes finds the form, and sees in whose name it is issued; who may not is not led to believe that they can.

  @req:TIF-EMED3-01 @req:TIF-EMED3-02
  Scenario: The form is there for those who may issue one
    Given Joan Okafor is registered at the practice
    When the practice nurse opens Joan's fit notes on the screen
    Then the screen offers to issue one, as nurse
    When the paramedic opens Joan's fit notes on the screen
    Then the screen does not offer to issue one

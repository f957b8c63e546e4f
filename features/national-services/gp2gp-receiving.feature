@capability:C13 @service:spine @req:GP2GP08 @req:TIF-GP2GP-02 @api
Feature: The record from the practice before
  When somebody joins the practice, the practice before is asked for their record. What comes is taken over so that clinicians can use
  it, and the practice before hears what became of it.

  Background:
    Given Joan Okafor is known nationally
    And Joan has come to the practice, and Ashdown has been asked for her record

  Scenario: The record is taken over, and can be read
    When Ashdown sends Joan's record
    Then everything that Ashdown sent is there to be read
    And Ashdown is told that the record has been taken over

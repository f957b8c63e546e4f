@capability:C13 @service:pds
Feature: Changing a patient's details nationally
  A practice keeps demographics in step with the Personal Demographics Service without overwriting what someone else has just changed.

  Background:
    Given Joan Okafor is registered at the practice
    And a receptionist is signed in

  @req:TIF-PDS-01 @api
  Scenario: A new mobile number reaches the national record
    Given the receptionist has opened Joan's details
    When the receptionist saves a new mobile number
    Then the change is saved
    And the national record has the new mobile number
    And the practice's record has the new mobile number

  @req:TIF-PDS-01 @negative @hazard:HZ-LOST-UPDATE @api
  Scenario: Somebody else changed the address first
    Given the receptionist has opened Joan's details
    And another organisation has since changed her address nationally
    When the receptionist saves a new mobile number
    Then the user is told that the record has changed meanwhile
    And the national record keeps the other organisation's address
    And the new mobile number is kept for the user to send again

  @req:TIF-PDS-04 @negative @api
  Scenario: The national service is slow, then answers
    Given the receptionist has opened Joan's details
    And PDS takes longer than it allows itself for the next update
    When the receptionist saves a new mobile number
    Then the same request is sent again after the time PDS asked for
    And the mobile number is changed once

@service:cis2 @api
Feature: A session ends when it should
  Whoever leaves the desk leaves nothing open behind them, and whoever gets hold of what a browser knew can do nothing with it.

  Background:
    Given Joan Okafor is registered at the practice
    And a receptionist is signed in

  @req:TIF-IG-WORK-01 @negative @serial
  Scenario: Nothing happens for too long
    When the receptionist leaves the desk for as long as a session may be idle
    And the receptionist opens Joan's details
    Then the user is told that the session has ended, and why
    And nothing is sent to the Personal Demographics Service

  @req:TIF-IG-WORK-01 @req:TIF-CS-11 @negative @serial
  Scenario: What was typed before the break is not sent after it
    Given the receptionist has opened Joan's details
    When the receptionist leaves the desk for as long as a session may be idle
    And the receptionist saves a new mobile number
    Then the user is told that the session has ended, and why
    And nothing is sent to the Personal Demographics Service

  @req:TIF-IG-WORK-01 @serial
  Scenario: Somebody who works on is not interrupted
    When the receptionist works on for twice as long as a session may be idle
    And the receptionist opens Joan's details
    Then the details are shown

  @req:TIF-IG-WORK-01 @negative @serial
  Scenario: No session lasts longer than a working day
    When the receptionist works on for 12 hours
    And the receptionist opens Joan's details
    Then the user is told that the session has ended, and why

  @req:TIF-IG-WORK-01 @negative
  Scenario: Signing out ends the session wherever it is open
    Given somebody has copied what the receptionist's browser knows
    When the receptionist signs out
    And whoever has the copy looks at Joan's record
    Then the user is told to sign in

  @req:TIF-IG-WORK-01 @req:TIF-IG-AUTH-01 @negative
  Scenario: Nobody prepares a session for somebody else
    Given somebody has copied what the receptionist's browser knows
    When the GP signs in with the receptionist's browser
    Then the copy does not open the GP's session

  @req:TIF-IG-WORK-01
  Scenario: Somebody else signs in at the same desk
    Given somebody has copied what the receptionist's browser knows
    When the GP signs in with the receptionist's browser
    And whoever has the copy looks at Joan's record
    Then the user is told to sign in

  @req:TIF-IG-AUTH-01 @req:TIF-IG-AUTH-02
  Scenario: What a browser keeps of a session cannot be taken from it
    Then what the browser keeps is out of reach of scripts and of other sites, encrypted on its way, and gone with the window

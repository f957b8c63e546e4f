@capability:C5
Feature: Publishing sessions
  A session is a stretch of time in which a clinician sees patients, cut into slots. What is published is what patients can be
  booked into, so it has to be right: when, with whom, for what.

  Background:
    Given a practice manager is signed in

  @req:E00220 @req:E00221 @api
  Scenario: A session is cut into slots that fit
    When the practice manager publishes a session of the GP from "09:00" to "10:10" with 15 minutes for each patient
    Then the session has slots that begin at "09:00, 09:15, 09:30, 09:45"
    And no slot ends after "10:10"
    And all of its slots can be found

  @req:E00221 @hazard:HZ-WRONG-TIME @api
  Scenario: A session keeps its time on the clock when the clocks change
    When the practice manager publishes sessions of the GP from "18:00" to "19:00" for a day in winter and a day in summer
    Then both sessions begin at "18:00" on the practice's clock

  @req:E00222 @req:TIF-GPAD-03 @api
  Scenario: Every slot carries the national category of its session
    When the practice manager publishes a session of the GP for "Structured Medication Review"
    Then every slot has the national category "Structured Medication Review"
    And every slot has the national context type "Care Related Encounter"

  @req:E00222 @negative @api
  Scenario: A session without a national category is not published
    When the practice manager publishes a session of the GP without a national category
    Then the user is told to choose a national category
    And the GP has no session then

  @req:E00222 @req:TIF-GPAD-03 @negative @api
  Scenario: The practice's own words are no national category
    When the practice manager publishes a session of the GP for "Dr Nwosu only, do not book"
    Then the user is told to choose a national category
    And the GP has no session then

  @req:E00220 @req:TIF-IG-RBAC-01 @negative @api
  Scenario: Reception cannot publish a session
    Given a receptionist is signed in
    When the receptionist publishes a session of the GP from "09:00" to "10:00" with 15 minutes for each patient
    Then the user is told that their role does not allow it
    And the GP has no session then

  @req:E00220 @negative @hazard:HZ-DOUBLE-BOOKING @api
  Scenario: A clinician is not in two sessions at once
    Given a session of the GP has been published
    When the practice manager publishes another session of the GP that begins before the first has ended
    Then the user is told that the clinician has a session at that time
    And only the first session can be booked

  @req:E00220 @negative @api
  Scenario: A session in the past is not published
    When the practice manager publishes a session of the GP for yesterday
    Then the user is told that the time has passed

  @req:E00220 @hazard:HZ-LOST-APPOINTMENT @api
  Scenario: A session is handed over with the patients in it
    Given Joan Okafor is registered at the practice
    And a session of the GP has been published
    And Joan has an appointment with the GP
    When the practice manager hands the session over to the locum with two posts
    Then it is done
    And the appointment is with the locum with two posts
    And the GP's list of that day does not show Joan

  @req:E00220 @api
  Scenario: A session without patients is withdrawn
    Given a session of the GP has been published
    When the practice manager withdraws the session
    Then it is done
    And none of its slots can be found

  @req:E00220 @negative @hazard:HZ-LOST-APPOINTMENT @api
  Scenario: A session with patients in it is not withdrawn
    Given Joan Okafor is registered at the practice
    And a session of the GP has been published
    And Joan has an appointment with the GP
    When the practice manager withdraws the session
    Then the user is told that patients are booked into it
    And Joan still has the appointment as it was

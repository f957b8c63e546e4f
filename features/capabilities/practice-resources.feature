@capability:C12
Feature: The practice's sites and staff
  Appointments are somewhere and with somebody. The practice manager keeps both on record; what has been stays told.

  Background:
    Given a practice manager is signed in

  @req:E00153 @api
  Scenario: A site is added and moves to another address
    When the practice manager adds a site
    And the site moves to another address
    Then it is done
    And the practice's sites show the new address

  @req:E00153 @negative @hazard:HZ-LOST-APPOINTMENT @api
  Scenario: A site where patients are expected is not removed
    Given the practice has another site
    And a session of the GP at that site has been published
    When the practice manager removes the site
    Then the user is told that sessions are to be held there
    And the practice's sites still show it

  @req:E00153 @req:TIF-IG-RBAC-01 @negative @api
  Scenario: Reception cannot change the practice's sites
    Given a receptionist is signed in
    When the receptionist adds a site
    Then the user is told that their role does not allow it
    And the practice's sites do not show it

  @req:E00154 @negative @api
  Scenario: One person is on record once, whatever their name
    Given Ines Marchetti has joined the practice
    When the practice manager adds Ines Duarte with the same national id
    Then the user is told that somebody with that id is on record
    And the staff of the practice show Ines Marchetti, not Ines Duarte

  @req:E00154 @api
  Scenario: Who has left the practice stays on record by name
    Given Ines Marchetti has joined the practice
    When the practice manager records that Ines Marchetti leaves today
    Then it is done
    And the staff of the practice show Ines Marchetti as somebody who has left

  @req:E00154 @req:E00220 @negative @hazard:HZ-LOST-APPOINTMENT @api
  Scenario: Nobody is booked with a clinician who has left
    Given Ines Marchetti has joined the practice
    And the practice manager has recorded that Ines Marchetti leaves today
    When the practice manager publishes a session of Ines Marchetti for next week
    Then the user is told that the clinician has left

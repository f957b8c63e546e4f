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

  @req:TIF-PDS-01 @req:TIF-CS-11 @hazard:HZ-LOST-UPDATE @api
  Scenario: After somebody else was faster, the change is made on top of theirs
    Given the receptionist has opened Joan's details
    And another organisation has since changed her address nationally
    When the receptionist saves a new mobile number
    And the receptionist opens the details again and sends what was kept
    Then the national record has the new mobile number
    And the national record keeps the other organisation's address
    And nothing is kept any more

  @req:TIF-CS-12 @req:TIF-PDS-01 @negative @hazard:HZ-LOST-UPDATE @api
  Scenario: Two people at the practice change the same record
    Given the receptionist has opened Joan's details
    And the practice nurse has opened Joan's details, too
    When the practice nurse saves another address
    And the receptionist saves a third address over the details they see
    Then the user is told that the record has changed meanwhile
    And the national record has the address that the practice nurse saved

  @req:TIF-PDS-01 @negative @hazard:HZ-LOST-UPDATE @api
  Scenario: A change that does not say what it is based on
    When a change of Joan's details comes without saying which version it is based on
    Then it is refused for want of the version
    And nothing is sent to the Personal Demographics Service

  @req:TIF-PDS-02 @req:E00164 @api
  Scenario: Several changes go together
    Given the receptionist has opened Joan's details
    When the receptionist saves a new address, mobile number and email address together
    Then the change is saved
    And they went to PDS in one request
    And the national record has all of them

  @req:TIF-PDS-02 @req:TIF-CS-11 @negative @api
  Scenario: One change of several is not accepted
    Given the receptionist has opened Joan's details
    And PDS does not accept the values when Joan's details are next changed
    When the receptionist saves a new address, mobile number and email address together
    Then the user is told that PDS did not make the change
    And the national record is as it was
    And what was typed is kept for the user to send again

  @req:TIF-PDS-03 @req:E00164 @api
  Scenario: A number where there was none
    Given no telephone number is known of her
    And the receptionist has opened Joan's details
    When the receptionist saves a new mobile number
    Then the change is saved
    And the national record has the new mobile number

  @req:TIF-PDS-03 @req:PDS02 @hazard:HZ-LOST-UPDATE @api
  Scenario: One of several numbers is removed
    Given PDS has a home, a work and a mobile number of hers
    And the receptionist has opened Joan's details
    When the receptionist removes the home number
    Then the change is saved
    And the national record has her other numbers, and no home number

  @req:TIF-PDS-06 @req:PDS02 @api
  Scenario: Nothing is sent when nothing was changed
    Given the receptionist has opened Joan's details
    When the receptionist saves the details as they are
    Then the change is saved
    And PDS was not asked to change anything

  @req:PDS02 @req:TIF-PDS-02 @api
  Scenario: Only what was changed is sent
    Given PDS has a home, a work and a mobile number of hers
    And the receptionist has opened Joan's details
    When the receptionist saves a new mobile number
    Then the change is saved
    And the national record differs in the mobile number and in nothing else

  @req:TIF-PDS-05 @req:PDS02 @api
  Scenario: The change is made in the user's own name and role
    Given the practice nurse has changed Joan's address
    And the receptionist has opened Joan's details
    When the receptionist saves a new mobile number
    Then the change is saved
    And PDS has noted that the receptionist made the change

  @req:E00165 @req:E00163 @negative @api
  Scenario: Somebody who has left the practice
    Given the receptionist has taken Joan off the practice's list
    And the receptionist has opened Joan's details
    When the receptionist saves a new mobile number
    Then the user is told that she has left the practice
    And the national record is as it was
    And nothing is sent to the Personal Demographics Service

  @req:TIF-IG-PRIV-01 @req:PDS02 @negative @hazard:HZ-WHEREABOUTS @api
  Scenario: Somebody whose whereabouts must not be known
    Given her national record has since been marked as sensitive
    And the receptionist has opened Joan's details
    When the receptionist saves a new mobile number
    Then the user is told that the record is sensitive
    And nothing is sent to the Personal Demographics Service

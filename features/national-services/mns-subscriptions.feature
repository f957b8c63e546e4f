@capability:C13 @service:mns @req:NEMS01 @req:MNS01 @api @serial
Feature: Subscribing to national events
  The practice subscribes to what it has to hear of: changes and deaths of its own patients, and requests to register with it.

  Scenario: The practice subscribes
    Given the practice has subscribed to nothing yet
    When the practice manager subscribes to national events
    Then the subscription is made
    And the practice hears of changes, deaths and requests to register, of its own patients alone

  @negative
  Scenario: What is subscribed to already is left as it is
    Given the practice has subscribed to nothing yet
    And MNS shows one subscription on a page
    And the practice has subscribed to national events
    When the practice manager subscribes to national events
    Then the subscription is made
    And nothing more is subscribed to

  @negative @req:TIF-IG-RBAC-01
  Scenario: Somebody who may not change what the practice is told
    When the receptionist subscribes to national events
    Then the user is told that their role does not allow it

  @negative
  Scenario Outline: MNS <is in trouble>
    Given the practice has subscribed to nothing yet
    And MNS <is in trouble> when it is next asked to subscribe
    When the practice manager subscribes to national events
    Then the user is told that MNS is in trouble

    Examples:
      | is in trouble              |
      | fails without a word       |
      | answers with rubbish       |
      | drops the connection       |

@capability:C13 @service:nrl @req:TIF-TECH-09 @api
Feature: Others are told of plans held here
  An advance care plan that was written at the practice is found by an ambulance crew at night. A newer one takes its place; one that
  was withdrawn is not found any more. What the plan says stays at the practice.

  Background:
    Given Joan Okafor is registered at the practice

  Scenario: A plan is written
    When the GP writes an advance care plan for Joan
    Then the plan is shown as published
    And others find one advance care plan of Joan's, held at this practice

  @req:TIF-IG-SHARE-01
  Scenario: What the plan says is not told
    When the GP writes an advance care plan for Joan
    Then the National Record Locator is told neither what the plan says nor who Joan is but her NHS number

  Scenario: A newer plan takes the place of the first
    Given the GP has written an advance care plan for Joan
    When the GP writes a newer advance care plan for Joan in its place
    Then the plan is shown as published
    And others find one advance care plan of Joan's, and it is the newer one

  Scenario: A plan is withdrawn
    Given the GP has written an advance care plan for Joan
    When the GP withdraws the plan
    Then others find no plan of Joan's

  Scenario: It was taken back nationally before
    Given the GP has written an advance care plan for Joan
    And it has been taken back nationally since
    When the GP withdraws the plan
    Then the plan is shown as withdrawn

  @negative @req:TIF-IG-RBAC-01
  Scenario: A receptionist writes no plans
    When the receptionist writes an advance care plan for Joan
    Then the user is told that their role does not allow it
    And nothing about Joan is sent to the National Record Locator

  @negative @req:TIF-CS-11
  Scenario Outline: Others cannot be told: the locator <is in trouble>
    Given the National Record Locator <is in trouble> when a plan of Joan's is next published
    When the GP writes an advance care plan for Joan
    Then the plan is shown as not published
    And the practice is asked to see to Joan's plan

    Examples:
      | is in trouble              |
      | fails without a word       |
      | answers with an error page |
      | drops the connection       |

  @negative @req:TIF-CS-11
  Scenario Outline: It was published, and nobody heard of it: the locator <is in trouble>
    Given the National Record Locator publishes Joan's plan and then <is in trouble>
    And the GP has written an advance care plan for Joan
    When the GP publishes the plan again
    Then the plan is shown as published
    And others find one advance care plan of Joan's, held at this practice

    Examples:
      | is in trouble        |
      | drops the connection |
      | is out of service    |

  @negative @req:TIF-CS-11
  Scenario: It cannot be taken back
    Given the GP has written an advance care plan for Joan
    And the National Record Locator fails without a word when a plan of Joan's is next taken back
    When the GP withdraws the plan
    Then the user is told that the National Record Locator is in trouble
    And the plan is shown as published

  @negative @req:TIF-CS-11
  Scenario: A plan of which nobody knows whether it was published is withdrawn
    Given the National Record Locator publishes Joan's plan and then drops the connection
    And the GP has written an advance care plan for Joan
    When the GP withdraws the plan
    Then others find no plan of Joan's

@capability:C13 @service:nrl @req:TIF-TECH-09 @api
Feature: Plans that others hold
  A hospital's crisis plan helps at the practice only if somebody there knows of it. The National Record Locator says who holds what;
  the record itself comes from whoever holds it.

  Background:
    Given Joan Okafor is registered at the practice

  Scenario: What others hold is found
    Given the hospital holds a mental health crisis plan of Joan's
    And the other practice holds an advance care plan of Joan's
    When the GP looks for plans that others hold of Joan
    Then the GP sees a mental health crisis plan at the hospital and an advance care plan at the other practice

  Scenario: One type of plan is looked for
    Given the hospital holds a mental health crisis plan of Joan's
    And the other practice holds an advance care plan of Joan's
    When the GP looks for an advance care plan that others hold of Joan
    Then the GP sees an advance care plan at the other practice, and nothing else

  Scenario: Nobody holds any
    When the GP looks for plans that others hold of Joan
    Then the GP sees that nobody holds any

  Scenario: How many there are
    Given the hospital holds a mental health crisis plan of Joan's
    And the other practice holds an advance care plan of Joan's
    When the GP asks how many plans others hold of Joan
    Then the GP is told that there are 2

  @req:TIF-IG-SHARE-01
  Scenario: Who is looked for does not stand in an address
    Given the hospital holds a mental health crisis plan of Joan's
    When the GP looks for plans that others hold of Joan
    Then Joan's NHS number stands in no address that the national service was called under

  @negative @req:TIF-IG-RBAC-01
  Scenario: A receptionist does not look for plans
    Given the hospital holds a mental health crisis plan of Joan's
    When the receptionist looks for plans that others hold of Joan
    Then the user is told that their role does not allow it
    And nothing about Joan is sent to the National Record Locator

  Scenario: The plan itself comes from the hospital
    Given the hospital holds a mental health crisis plan of Joan's
    And the GP has looked for plans that others hold of Joan
    When the GP opens the hospital's plan
    Then the plan is opened as the hospital wrote it

  @req:TIF-IG-AUD-01
  Scenario: The hospital learns who has asked
    Given the hospital holds a mental health crisis plan of Joan's
    And the GP has looked for plans that others hold of Joan
    When the GP opens the hospital's plan
    Then the hospital is told that the GP asked, from this practice, for direct care

  Scenario: The holder says only whom to ask
    Given the hospital tells how to ask for an emergency health care plan of Joan's
    And the GP has looked for plans that others hold of Joan
    When the GP opens the hospital's plan
    Then the user is told where to ask for it

  @negative
  Scenario: The plan was withdrawn meanwhile
    Given the hospital holds a mental health crisis plan of Joan's
    And the GP has looked for plans that others hold of Joan
    And the hospital has since withdrawn it
    When the GP opens the hospital's plan
    Then the user is told that the plan is not there any more

  @negative @hazard:HZ-WRONG-PATIENT @req:TIF-CS-10
  Scenario: A plan of somebody else's is not opened in Joan's record
    Given Amir Rahimi is registered at the practice
    And the hospital holds a mental health crisis plan of Amir's
    And the GP has looked for plans that others hold of Amir
    When the GP opens the hospital's plan in Joan's record
    Then the user is told that the plan is about somebody else

  @negative @req:TIF-CS-11
  Scenario Outline: Nobody knows whether there are any: the locator <is in trouble>
    Given the hospital holds a mental health crisis plan of Joan's
    And the National Record Locator <is in trouble> whenever Joan's plans are looked for
    When the GP looks for plans that others hold of Joan
    Then the user is told that the National Record Locator is in trouble

    Examples:
      | is in trouble              |
      | fails without a word       |
      | answers with rubbish       |
      | drops the connection       |

  @negative
  Scenario: The hospital does not give the plan out
    Given the hospital holds a mental health crisis plan of Joan's
    And the GP has looked for plans that others hold of Joan
    And the hospital answers with an error page when Joan's plan is fetched
    When the GP opens the hospital's plan
    Then the user is told that the holder is in trouble

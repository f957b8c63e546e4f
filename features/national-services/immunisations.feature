@capability:C15 @service:immunisation @req:TIF-TECH-09 @api
Feature: Vaccinations that everybody needs to know of
  A vaccination given at the practice is told nationally, once. One that was given elsewhere is read into the record, so that nobody is
  vaccinated twice, or not at all.

  Background:
    Given Joan Okafor is registered at the practice

  Scenario: A vaccination given here is known nationally
    When the practice nurse records that Joan was given the flu vaccine today
    Then it is known nationally that Joan was given the flu vaccine at this practice, once
    And the vaccination is shown as sent

  @req:TIF-DS-02
  Scenario: It is told with the vaccine, the batch and the day
    When the practice nurse records that Joan was given the flu vaccine today
    Then what is known nationally has the vaccine, the batch and the day that were recorded

  @negative
  Scenario: The same vaccination is recorded again
    Given the practice nurse has recorded that Joan was given the flu vaccine today
    When the practice nurse records that Joan was given the flu vaccine today
    Then the user is told that it is on the record already
    And it is known nationally that Joan was given the flu vaccine at this practice, once

  @negative
  Scenario: A vaccination that has not been given yet
    When the practice nurse records that Joan was given the flu vaccine tomorrow
    Then the user is told that it lies in the future
    And nothing about Joan is sent to the national immunisation service

  @negative @req:TIF-IG-RBAC-01
  Scenario: Somebody whose role does not let them record what is clinical
    When the receptionist records that Joan was given the flu vaccine today
    Then the user is told that their role does not allow it
    And nothing about Joan is sent to the national immunisation service

  @negative @req:TIF-CS-11
  Scenario Outline: The vaccination does not get through: the service <is in trouble>
    Given the national immunisation service <is in trouble> when Joan's vaccination is next sent
    When the practice nurse records that Joan was given the flu vaccine today
    Then the vaccination is shown as not sent
    And the practice is asked to see to Joan's vaccination

    Examples:
      | is in trouble               |
      | fails without a word        |
      | answers with an error page  |
      | drops the connection        |

  @negative @req:TIF-CS-11
  Scenario: A vaccination that did not get through is sent later
    Given the national immunisation service fails without a word when Joan's vaccination is next sent
    And the practice nurse has recorded that Joan was given the flu vaccine today
    When the practice nurse sends the vaccination again
    Then the vaccination is shown as sent
    And it is known nationally that Joan was given the flu vaccine at this practice, once

  @negative @req:TIF-CS-11
  Scenario: The service has taken it, and nobody heard of it
    Given the national immunisation service takes Joan's vaccination and then drops the connection
    And the practice nurse has recorded that Joan was given the flu vaccine today
    When the practice nurse sends the vaccination again
    Then the vaccination is shown as sent
    And it is known nationally that Joan was given the flu vaccine at this practice, once

  @req:TIF-IG-AUD-08
  Scenario: A vaccination given elsewhere is read into the record
    Given Joan was given the RSV vaccine at a pharmacy
    When the practice nurse reads what others have given Joan
    Then Joan's record has the RSV vaccine once, given elsewhere

  @negative @req:TIF-IG-AUD-08
  Scenario: What was read before is not taken in twice
    Given Joan was given the RSV vaccine at a pharmacy
    And the practice nurse has read what others have given Joan
    When the practice nurse reads what others have given Joan
    Then Joan's record has the RSV vaccine once, given elsewhere

  @negative @req:TIF-IG-AUD-08
  Scenario: What was given here does not come back as given elsewhere
    Given the practice nurse has recorded that Joan was given the flu vaccine today
    When the practice nurse reads what others have given Joan
    Then Joan's record has the flu vaccine once, given here

  @negative
  Scenario: What was given elsewhere is not sent as ours
    Given Joan was given the RSV vaccine at a pharmacy
    And the practice nurse has read what others have given Joan
    When the practice nurse sends the vaccination again
    Then the user is told that the national service has it
    And it is known nationally that Joan was given the RSV vaccine once

  @negative @req:TIF-CS-11
  Scenario: What others have given cannot be read
    Given the national immunisation service answers with rubbish whenever Joan's vaccinations are read
    When the practice nurse reads what others have given Joan
    Then the user is told that the national immunisation service is in trouble

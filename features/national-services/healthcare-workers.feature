@capability:C12 @service:healthcare-worker @req:TIF-DS-04 @api @serial
Feature: Who holds a smartcard
  Before somebody is taken on, the practice manager looks up who has the number on their smartcard, and in what roles they may work at
  this practice.

  Scenario: A colleague with a role at this practice
    When the practice manager looks up who has the smartcard of the GP
    Then the practice manager sees the GP's name and role

  Scenario: Somebody who works at two practices
    When the practice manager looks up who has the smartcard of the locum with two posts
    Then the practice manager sees their two roles at this practice, and none of elsewhere

  Scenario: Somebody whose roles are all elsewhere
    When the practice manager looks up who has the smartcard of the worker from another practice
    Then the practice manager sees that they have no role at this practice

  @negative
  Scenario: A number that nobody has
    When the practice manager looks up who has the smartcard "555200000019"
    Then the user is told that nobody has that number

  @negative
  Scenario: Somebody whose care identity has been closed
    Given the care identity of the second GP has been closed
    When the practice manager looks up who has the smartcard of the second GP
    Then the user is told that the identity is closed

  @negative
  Scenario: A number that was not copied in full
    When the practice manager looks up who has the smartcard "55525423910"
    Then the user is told to check the number
    And the directory of healthcare workers is not asked

  @negative @req:TIF-IG-RBAC-01
  Scenario: Not everybody may look colleagues up
    When the receptionist looks up who has the smartcard of the GP
    Then the user is told that their role does not allow it
    And the directory of healthcare workers is not asked

  @negative @req:TIF-CS-11
  Scenario Outline: The directory <is in trouble>
    Given the directory of healthcare workers <is in trouble> whenever it is asked
    When the practice manager looks up who has the smartcard of the GP
    Then the user is told that the directory is in trouble

    Examples:
      | is in trouble        |
      | fails without a word |
      | answers with rubbish |

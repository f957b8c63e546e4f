@capability:C13 @service:patient-flags @req:TIF-FLAG-01 @api
Feature: What is flagged for a child's safety
  A local authority tells of children with a protection plan; a clinician tells of a girl whose family has a history of female genital
  mutilation. Whoever treats the child has to know, nobody else may, and "could not be checked" is never "nothing there".

  Background:
    Given Ada Mensah, a girl of 9, is registered at the practice

  @req:E00255
  Scenario: A child protection plan, and whom to ring
    Given the local authority tells of a child protection plan for Ada
    When the GP looks what is flagged for Ada's safety
    Then the GP sees a child protection plan, and under which numbers the local authority is reached

  @req:E00255
  Scenario: A family history of female genital mutilation
    Given the hospital has recorded the FGM indicator for Ada
    When the GP looks what is flagged for Ada's safety
    Then the GP sees the FGM indicator

  Scenario: Nothing is flagged
    When the GP looks what is flagged for Ada's safety
    Then the GP sees that nothing is flagged

  @req:E00255
  Scenario: What was removed elsewhere is not shown any more
    Given the hospital has recorded the FGM indicator for Ada
    And the GP has looked what is flagged for Ada's safety
    And the hospital has since removed the FGM indicator of Ada's
    When the GP looks what is flagged for Ada's safety
    Then the GP sees that nothing is flagged

  @negative @req:TIF-IG-RBAC-01
  Scenario: A receptionist does not learn of it
    Given the local authority tells of a child protection plan for Ada
    When the receptionist looks what is flagged for Ada's safety
    Then the user is told that their role does not allow it
    And the national flags service is not asked about Ada

  Scenario: The indicator is recorded
    When the GP records the FGM indicator for Ada
    Then nationally, Ada has the FGM indicator once, recorded by the GP

  Scenario: Somebody else has recorded it already
    Given the hospital has recorded the FGM indicator for Ada
    When the GP records the FGM indicator for Ada
    Then nationally, Ada has the FGM indicator once
    And the GP sees the FGM indicator

  @negative @req:TIF-IG-RBAC-01
  Scenario: A receptionist does not record it
    When the receptionist records the FGM indicator for Ada
    Then the user is told that their role does not allow it
    And the national flags service is not asked about Ada

  @negative
  Scenario: The indicator is for girls
    Given Kwame Mensah, a boy of 9, is registered at the practice
    When the GP records the FGM indicator for Kwame
    Then the user is told that the indicator is for girls under 18
    And the national flags service is not asked about Kwame

  @negative
  Scenario Outline: The indicator ends with the eighteenth birthday: <who>
    Given Esi Boateng, <who>, is registered at the practice
    When the GP records the FGM indicator for Esi
    Then the user is told that the indicator is for girls under 18
    And the national flags service is not asked about Esi

    Examples:
      | who                       |
      | a woman who is 18 today   |
      | a woman of 34             |

  @req:TIF-IG-SUPP-01
  Scenario: The indicator is removed, for a reason
    Given the hospital has recorded the FGM indicator for Ada
    When the GP removes the FGM indicator of Ada's, because it was recorded in error
    Then nationally, Ada has the FGM indicator no more, because it was recorded in error

  @negative @req:TIF-IG-SUPP-01
  Scenario: Nobody says why it is removed
    Given the hospital has recorded the FGM indicator for Ada
    When the GP removes the FGM indicator of Ada's without saying why
    Then the user is told that a reason is needed
    And nationally, Ada has the FGM indicator once

  @req:TIF-IG-SHARE-01
  Scenario: The national service is told of a child only what it needs
    When the GP records the FGM indicator for Ada
    Then the national flags service is told nothing of who Ada is but her NHS number

@capability:C13 @service:mesh @api
Feature: National collections from general practice
  A national collection asks for what is coded on the records of those it is about. It gets that where the practice has agreed, and
  nothing of patients who have opted out at the practice.

  Background:
    Given Joan Okafor and Ruth Amadi are among those a collection is about
    And the practice has agreed to the collection

  @req:TIF-GPES-01 @req:E00182
  Scenario: What is asked for is returned
    When the collection asks the practice
    Then the collection has what is coded on Joan's record, and nothing else of hers
    And the collection has what is coded on Ruth's record, and nothing else of hers
    And what was returned says which request it answers, and counts its records

  @req:TIF-GPES-01 @req:E00182 @negative
  Scenario: The practice has not agreed
    Given the practice has agreed to the collection no longer
    When the collection asks the practice
    Then nothing was returned to the collection
    And the practice has a task to decide on the collection

  @req:TIF-GPES-01 @req:E00182 @negative
  Scenario: The practice has agreed to another collection
    When another collection asks the practice for the same
    Then nothing was returned to the collection
    And the practice has a task to decide on the collection

  @req:E00184 @req:TIF-NDOP-02
  Scenario: Somebody has opted out at the practice
    Given the receptionist has noted Ruth's type 1 opt-out
    When the collection asks the practice
    Then the collection has what is coded on Joan's record, and nothing else of hers
    And the collection has nothing about Ruth

  @req:TIF-GPES-01
  Scenario: Somebody who has left the practice
    Given Ruth has left the practice
    When the collection asks the practice
    Then the collection has what is coded on Joan's record, and nothing else of hers
    And the collection has nothing about Ruth

  @req:TIF-GPES-01
  Scenario: Somebody who is only staying for a while
    Given Ada Quill, a temporary resident, would be among them by her age
    When the collection asks the practice
    Then the collection has what is coded on Joan's record, and nothing else of hers
    And the collection has nothing about Ada

  @req:TIF-GPES-01
  Scenario: Somebody of another age
    Given Ada Quill is a patient of another age with the same on her record
    When the collection asks the practice
    Then the collection has what is coded on Joan's record, and nothing else of hers
    And the collection has nothing about Ada

  @req:TIF-GPES-01 @req:TIF-IG-PRIV-01 @negative
  Scenario: Something that a patient wants kept in confidence
    Given Ada Quill is a patient of the same age with the same on her record, in confidence
    When the collection asks the practice
    Then the collection has what is coded on Joan's record, and nothing else of hers
    And the collection has nothing about Ada

  @req:TIF-GPES-01
  Scenario: Something that is not asked for
    Given Joan has another allergy on her record that is not asked for
    When the collection asks the practice
    Then the collection has what is coded on Joan's record, and nothing else of hers

  @req:TIF-GPES-01
  Scenario: Something that was recorded outside the time that is asked for
    When the collection asks for what was recorded before yesterday
    Then the collection has nothing about Joan

  @req:TIF-GPES-01
  Scenario: No words leave the practice
    Given Joan has an alert on her record in the practice's own words
    When the collection asks the practice
    Then nothing that was returned tells Joan's name, where she lives or what was written about her

  @req:TIF-GPES-01 @negative
  Scenario: The same request comes twice
    When the collection asks the practice
    And the same request comes once more
    Then the request was answered once

  @req:TIF-GPES-01 @negative
  Scenario: A request that nobody can read
    When a request comes from the national mailbox that nobody can read
    Then nothing was returned to the collection
    And the practice has a task about the request

  @req:TIF-GPES-01 @negative
  Scenario: Somebody else asks in the collection's name
    When another organisation asks in the collection's name
    Then nothing was returned to the collection
    And the practice has a task about the request

  @req:TIF-MESH-02 @negative
  Scenario: What was returned does not arrive
    Given the collection has asked the practice, and what was returned was lost on its way
    When the system collects its messages
    Then the practice sees that it did not arrive
    And the practice has a task about what did not arrive

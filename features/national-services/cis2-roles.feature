@service:cis2 @service:pds @api
Feature: Working in one of several roles
  Somebody may hold several posts. At each moment they work in one of them: it decides what they may do here, and national services
  are told which it is.

  Background:
    Given Joan Okafor is registered at the practice

  @req:TIF-IG-RBAC-01 @req:AA01 @negative
  Scenario: Somebody who works at another practice
    When the worker from another practice signs in
    Then nobody is signed in
    And the user is told that they have no role at this practice

  @req:TIF-IG-RBAC-01 @req:AA01
  Scenario: A locum chooses among their posts at this practice
    When the locum with two posts signs in as a clerk
    Then the session is that of the locum with two posts, as a clerk
    And only the posts at this practice can be chosen

  @req:TIF-CIS2-03
  Scenario: National services are told the post that was chosen
    Given the locum with two posts is signed in as a clerk
    When they look Joan up nationally
    Then the Personal Demographics Service is told that they act as a clerk

  @req:TIF-CIS2-03
  Scenario: National services are told when the post changes
    Given the locum with two posts is signed in as a clinician
    When they change over to their post as a clerk
    And they look Joan up nationally
    Then the session is that of the locum with two posts, as a clerk
    And the Personal Demographics Service is told that they act as a clerk

  @req:TIF-IG-RBAC-01 @negative
  Scenario: What one post allows does not go along into another
    Given the locum with two posts is signed in as a clinician
    When they change over to their post as a clerk
    And they save a new mobile number for Joan
    Then the user is told that their role does not allow it
    And nothing is sent to the Personal Demographics Service

  @req:TIF-IG-RBAC-01 @negative
  Scenario: A post at another practice cannot be taken up here
    Given the locum with two posts is signed in as a clinician
    When they try to take up their post at the other practice
    Then the user is told that their role does not allow it
    And the session is that of the locum with two posts, as a clinician

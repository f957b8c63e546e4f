@service:cis2 @ui
Feature: Signing in, out, and being signed out on the screen
  What a user sees of it all: who they are taken for, what they are offered, and why a session is no more.

  Background:
    Given Joan Okafor is registered at the practice

  @req:TIF-IG-AUTH-01 @req:AA01
  Scenario: The screen says who is signed in and in which role
    When the GP signs in
    Then the screen names the GP and their role

  @req:TIF-IG-RBAC-01
  Scenario: A locum chooses a role on the screen
    When the locum with two posts signs in as a clerk
    Then the session is that of the locum with two posts, as a clerk
    And the screen names the locum with two posts and their role as a clerk

  @req:TIF-IG-WORK-01 @negative @serial
  Scenario: The screen says why the session has ended, and shows no patient
    Given the GP has Joan's record on the screen
    When the GP leaves the desk for as long as a session may be idle
    And the GP goes on to Joan's record
    Then the screen says that the session has ended, and why
    And nothing of Joan is on the screen

  @req:TIF-IG-WORK-01 @negative
  Scenario: Nobody pages back after the user has signed out
    Given the GP has Joan's record on the screen
    When the GP signs out
    And somebody pages back
    Then nothing of Joan is on the screen
    And the browser keeps no page of the patient

  @req:TIF-IG-RBAC-01 @negative
  Scenario: The screen does not offer what a role may not do, and the address is no way round it
    Given the receptionist has Joan's record on the screen
    Then the screen offers to change the details
    Given the medical secretary has Joan's record on the screen
    Then the screen does not offer to change the details
    When the medical secretary goes straight to the form for the details
    Then the screen says that the role does not allow it
    And the form for the details is not on the screen

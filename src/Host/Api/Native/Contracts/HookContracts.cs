using System.Text.Json;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Webhooks.In;

namespace Atelier.Host.Api.Native.Contracts;

/// <summary>A hook that is wished for.</summary>
/// <param name="Name">The last part of its address, <c>/hooks/NAME</c>: lower-case letters, digits and dashes.</param>
/// <param name="Target">What it starts.</param>
/// <param name="Scheme">How messages are signed: <c>standard</c> (Standard Webhooks 1.0) or <c>github</c>. Default <c>standard</c>.</param>
/// <param name="Events">Which events start it: GitHub's, as <c>push</c>, or the payload's <c>type</c>. Default: all.</param>
/// <param name="Secret">One is made, and told in the answer, where none is given.</param>
internal sealed record HookBody(
    string Name, HookTargetBody Target, string? Scheme = null, IReadOnlyList<string>? Events = null, string? Description = null,
    bool Enabled = true, string? Secret = null)
{
    public HookWish Wish => new(Name, Scheme, Target.Wish, Events, Description, Secret);
}

/// <summary>What a hook starts.</summary>
/// <param name="Kind"><c>recipe</c>, <c>script</c> or <c>job</c>.</param>
/// <param name="Name">The recipe's or script's name.</param>
/// <param name="Arguments">A recipe's arguments, a script's list of them, or a job's request, with <c>{{payload.a.b}}</c> in its
/// texts.</param>
internal sealed record HookTargetBody(string Kind, string? Name = null, JsonElement? Arguments = null)
{
    public TargetWish Wish => new(Kind, Name, Arguments);
}

/// <summary>What is changed of a hook; what is left out stays.</summary>
internal sealed record HookChangeBody(
    HookTargetBody? Target = null, IReadOnlyList<string>? Events = null, string? Description = null, bool? Enabled = null)
{
    public HookWish Wish => new(null, null, Target?.Wish, Events, Description, null);
}

/// <summary>A hook as it is shown.</summary>
/// <param name="Url">Where it is called, from the server's root.</param>
/// <param name="FormerSecretUntil">Until then the secret before the last is taken too.</param>
/// <param name="Secret">In the answer that made it, and never again.</param>
internal sealed record HookView(
    string Name, string Url, string Owner, string Scheme, HookTargetView Target, IReadOnlyList<string> Events, string Description,
    bool Enabled, DateTimeOffset CreatedAt,
    DateTimeOffset? FormerSecretUntil, string? Secret = null)
{
    public static HookView Of(Hook hook, string? secret = null) => new(
        hook.Name, $"/hooks/{hook.Name}", hook.Owner, hook.Scheme, HookTargetView.Of(hook.Target), hook.Events, hook.Description,
        hook.Enabled, hook.CreatedAt, hook.FormerUntil, secret);
}

/// <summary>What a hook starts.</summary>
internal sealed record HookTargetView(string Kind, string Name, JsonElement Arguments)
{
    public static HookTargetView Of(RunTarget target) => new(target.Kind, target.Name, JsonElement.Parse(target.Arguments));
}

/// <summary>Something that came in.</summary>
/// <param name="Delivery">The sender's id of it.</param>
/// <param name="Outcome"><c>started</c>, <c>repeated</c>, <c>ignored</c> or <c>refused</c>.</param>
/// <param name="RunId">What it started.</param>
/// <param name="Reason">Why it was refused.</param>
/// <param name="BodyHash">SHA-256 of what came, in hexadecimal.</param>
internal sealed record HookCallView(
    string Id, DateTimeOffset At, string? Delivery, string? Event, string Outcome, string? RunId, string? Reason, int Bytes,
    string BodyHash)
{
    public static HookCallView Of(HookCall call) => new(
        call.Id, call.At, call.Delivery, call.Event, call.Outcome, call.RunId, call.Reason, call.Bytes, call.BodyHash);
}

using System.Security.Cryptography;
using Atelier.Generation;
using Atelier.Host.Api.Json;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Automation.Templates;
using Atelier.Host.Store;
using Atelier.Host.Webhooks.Signing;

namespace Atelier.Host.Webhooks.In;

/// <summary>What people do with hooks.</summary>
internal sealed class HookBook(IHookStore store, Runners runners, Ulids ids, TimeProvider time)
{
    /// <summary>How long the secret before the last is taken too.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    private const int SecretDigits = 64;

    /// <summary>Whether what a hook is to start can be started, as far as it shows before a message comes.</summary>
    /// <exception cref="RequestException">There is no such recipe or script, or arguments that are the same for every message do not
    /// fit.</exception>
    public async Task CheckAsync(TargetWish wish, CancellationToken cancellation)
    {
        try
        {
            await runners.CheckAsync(TargetOf(wish), cancellation);
        }
        catch (RequestException problem) when (problem.Field.StartsWith(TargetWish.ArgumentsField, StringComparison.Ordinal)
            && JsonTemplate.HasPlaces(wish.Template))
        {
            // What the message brings is a part of them.
        }
    }

    /// <returns>The new hook; null where the name is taken.</returns>
    public async Task<Hook?> AddAsync(HookWish wish, bool enabled, string owner, CancellationToken cancellation)
    {
        var scheme = wish.Scheme ?? HookSchemes.Standard;
        var hook = new Hook(
            ids.Next(), wish.Name!, owner, scheme, TargetOf(wish.Target!), wish.Events ?? [], wish.Description ?? "", enabled,
            wish.Secret ?? NewSecret(scheme), null, null,
            time.GetUtcNow());
        return await store.AddAsync(hook, cancellation) ? hook : null;
    }

    public async Task<Hook> ChangeAsync(Hook hook, HookWish wish, bool? enabled, CancellationToken cancellation)
    {
        var changed = hook with
        {
            Target = wish.Target is { } target ? TargetOf(target) : hook.Target,
            Events = wish.Events ?? hook.Events,
            Description = wish.Description ?? hook.Description,
            Enabled = enabled ?? hook.Enabled,
        };
        await store.ReplaceAsync(changed, cancellation);
        return changed;
    }

    public async Task<Hook> RotateAsync(Hook hook, string? secret, CancellationToken cancellation)
    {
        var rotated =
            hook with { Secret = secret ?? NewSecret(hook.Scheme), FormerSecret = hook.Secret, FormerUntil = time.GetUtcNow() + Overlap };
        await store.ReplaceAsync(rotated, cancellation);
        return rotated;
    }

    private static RunTarget TargetOf(TargetWish wish) => new(wish.Kind, wish.Name ?? "hook", wish.Template!.ToJsonString(ApiJson.Options));

    private static string NewSecret(string scheme) =>
        scheme == HookSchemes.GitHub ? RandomNumberGenerator.GetHexString(SecretDigits, lowercase: true) : WebhookSecret.New();
}

using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Making.Results;

/// <summary>Taken just before something is shown, and never given back: so what can only be shown once is not shown twice.</summary>
internal sealed class ShowingClaim(IFrontEndStore store, string key)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(7);

    private bool _isMine;

    /// <summary>Whether somebody else took it, an earlier session above all.</summary>
    public async Task<bool> IsOfAnotherAsync(CancellationToken cancellation) =>
        !_isMine && await store.GetAsync(Key, cancellation) is not null;

    /// <returns>Whether it is this one's.</returns>
    public async Task<bool> TakeAsync(CancellationToken cancellation) =>
        _isMine = _isMine || await store.TryAddAsync(Key, "", Lasts, cancellation);

    private string Key => "posted/" + key;
}

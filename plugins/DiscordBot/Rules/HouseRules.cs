using Atelier.DiscordBot.Interactions;
using Atelier.FrontEnds;
using Atelier.Generation;

namespace Atelier.DiscordBot.Rules;

/// <summary>The rules, as guilds and channels have set them and the store keeps them.</summary>
internal sealed class HouseRules(DiscordOptions options, IFrontEndHost host) : IHouseRules, IDisposable
{
    private readonly Ledger _ledger = new(host);
    private readonly RuleBook _book = new(host.Store);

    public async Task<ChannelRules> OfAsync(InteractionContext context, CancellationToken cancellation)
    {
        if (context.Interaction is not { GuildId: { } guild })
        {
            return new ChannelRules().Within(options);
        }

        var ofGuild = await _book.ReadAsync(guild, null, cancellation);
        var ofChannel = context.Interaction.ChannelId is { } channel
            ? await _book.ReadAsync(guild, channel, cancellation)
            : new ChannelRules();
        return ofChannel.Over(ofGuild).Within(options);
    }

    public async Task<Admission> AdmitAsync(InteractionContext context, GenerationRequest request, CancellationToken cancellation)
    {
        var rules = await OfAsync(context, cancellation);
        WhoMay.CheckMakes(rules, context);
        var ruled = RequestRules.Apply(rules, request, await host.Catalog.ReadAsync(cancellation));
        var share = new Share(rules, context.Roles);
        var entry = new LedgerEntry(
            context.Interaction.Id, context.Interaction.GuildId ?? "direct-" + context.User.Id, context.User.Id,
            ruled.Count * ruled.BatchSize,
            host.Time.GetUtcNow(), IsOpen: true);
        try
        {
            await _ledger.AddAsync(entry, entries => share.Judge(entry, entries), cancellation);
        }
        catch (RoomRefusal)
        {
            await _ledger.SweepAsync(entry.Guild, cancellation);
            await AddAfterSweepAsync(entry, share, cancellation);
        }

        return new Admission(entry.Id, ruled, Priority: 0);
    }

    public Task ReleaseAsync(string admissionId, CancellationToken cancellation) => _ledger.CloseAsync(admissionId, cancellation);

    public Task ForgiveAsync(string admissionId, CancellationToken cancellation) => _ledger.RemoveAsync(admissionId, cancellation);

    public void Dispose() => _ledger.Dispose();

    private async Task AddAfterSweepAsync(LedgerEntry entry, Share share, CancellationToken cancellation)
    {
        try
        {
            await _ledger.AddAsync(entry, entries => share.Judge(entry, entries), cancellation);
        }
        catch (RoomRefusal refusal)
        {
            throw new Refusal(refusal.Message);
        }
    }
}

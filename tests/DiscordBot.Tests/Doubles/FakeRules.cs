using Atelier.DiscordBot.Interactions;
using Atelier.DiscordBot.Rules;
using Atelier.Generation;

namespace Atelier.DiscordBot.Tests.Doubles;

/// <summary>Rules that let everything in, unless a test says otherwise.</summary>
internal sealed class FakeRules : IHouseRules
{
    private readonly Lock _lock = new();
    private readonly List<string> _open = [];
    private readonly List<string> _released = [];
    private readonly List<string> _forgiven = [];

    public ChannelRules Rules { get; set; } = new();

    /// <summary>Why nothing is let in; null lets it in.</summary>
    public string? Refuses { get; set; }

    /// <summary>What is done to a request that is let in.</summary>
    public Func<GenerationRequest, GenerationRequest> Changes { get; set; } = request => request;

    public int Priority { get; set; }

    public IReadOnlyList<string> Open => Read(_open);

    public IReadOnlyList<string> Released => Read(_released);

    public IReadOnlyList<string> Forgiven => Read(_forgiven);

    public Task<ChannelRules> OfAsync(InteractionContext context, CancellationToken cancellation) => Task.FromResult(Rules);

    public Task<Admission> AdmitAsync(InteractionContext context, GenerationRequest request, CancellationToken cancellation)
    {
        if (Refuses is not null)
        {
            throw new Refusal(Refuses);
        }

        Move(context.Interaction.Id, _open);
        return Task.FromResult(new Admission(context.Interaction.Id, Changes(request), Priority));
    }

    public Task ReleaseAsync(string admissionId, CancellationToken cancellation) => Move(admissionId, _released);

    public Task ForgiveAsync(string admissionId, CancellationToken cancellation) => Move(admissionId, _forgiven);

    private Task Move(string id, List<string> to)
    {
        lock (_lock)
        {
            _open.Remove(id);
            to.Add(id);
        }

        return Task.CompletedTask;
    }

    private List<string> Read(List<string> list)
    {
        lock (_lock)
        {
            return [.. list];
        }
    }
}

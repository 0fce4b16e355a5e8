namespace Atelier.DiscordSimulator.Interactions;

/// <summary>Every interaction.</summary>
internal sealed class InteractionLog(DiscordState state)
{
    private readonly Dictionary<string, UserInteraction> _byId = [];
    private readonly Dictionary<string, UserInteraction> _byToken = [];
    private readonly List<Action<UserInteraction>> _listeners = [];

    public IReadOnlyList<UserInteraction> All
    {
        get
        {
            lock (state.Gate)
            {
                return [.. _byId.Values];
            }
        }
    }

    public void Add(UserInteraction interaction)
    {
        _byId[interaction.Id] = interaction;
        _byToken[interaction.Token] = interaction;
    }

    public UserInteraction? Find(string id) => _byId.GetValueOrDefault(id);

    public UserInteraction? FindByToken(string token) => _byToken.GetValueOrDefault(token);

    /// <summary>Calls a listener for each change of an interaction, while the gate is held.</summary>
    public IDisposable Listen(Action<UserInteraction> listener)
    {
        _listeners.Add(listener);
        return new Ending(() => _listeners.Remove(listener), state.Gate);
    }

    /// <summary>An interaction has been answered, or not in time.</summary>
    public void Tell(UserInteraction interaction)
    {
        foreach (var listener in _listeners)
        {
            listener(interaction);
        }

        state.Changes.Pulse();
    }
}

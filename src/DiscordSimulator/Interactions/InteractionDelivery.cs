using System.Net;
using System.Text;
using System.Text.Json;
using Atelier.DiscordSimulator.Rest;

namespace Atelier.DiscordSimulator.Interactions;

/// <summary>Brings interactions to the bot: by the gateway, or to the address that it named.</summary>
internal sealed class InteractionDelivery(DiscordState state, SignedPost post)
{
    // Now and then a signature is bad on purpose, to see whether the bot looks at it.
    private const int EachBad = 10;
    private const string Where = "interactions endpoint";

    private readonly List<UserInteraction> _held = [];
    private int _posted;

    /// <summary>Brings it, as often as misbehaviour says. Called while the gate is held.</summary>
    public void Deliver(UserInteraction interaction)
    {
        if (state.Misbehaviour.HoldsInteractions)
        {
            _held.Add(interaction);
            return;
        }

        for (var time = 0; time < state.Misbehaviour.Deliveries; time++)
        {
            DeliverOnce(interaction);
        }
    }

    /// <summary>Brings it once more.</summary>
    public void DeliverAgain(UserInteraction interaction)
    {
        lock (state.Gate)
        {
            DeliverOnce(interaction);
        }
    }

    /// <summary>Brings what was held, and holds no more.</summary>
    public void Release()
    {
        lock (state.Gate)
        {
            state.Misbehaviour.HoldsInteractions = false;
            _held.ForEach(Deliver);
            _held.Clear();
        }
    }

    private void DeliverOnce(UserInteraction interaction)
    {
        if (state.Application.InteractionsEndpoint is { } address)
        {
            _ = Task.Run(() => PostAsync(address, interaction));
        }
        else
        {
            state.Gateway.Tell("INTERACTION_CREATE", interaction.Payload);
        }
    }

    private async Task PostAsync(Uri address, UserInteraction interaction)
    {
        var body = Encoding.UTF8.GetBytes(interaction.Payload.ToJsonString());
        try
        {
            if (Interlocked.Increment(ref _posted) % EachBad == 1)
            {
                using var refused = await post.SendAsync(address, body, new string('0', 128));
                if (refused.StatusCode != HttpStatusCode.Unauthorized)
                {
                    state.Violations.Add(Where, $"a bad signature got {(int)refused.StatusCode} instead of 401");
                }
            }

            using var answer = await post.SendAsync(address, body);
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                Take(interaction, await answer.Content.ReadAsByteArrayAsync());
            }
            else if (answer.StatusCode != HttpStatusCode.Accepted)
            {
                state.Violations.Add(Where, $"an interaction got {(int)answer.StatusCode} instead of 200 or 202");
            }
        }
        catch (HttpRequestException exception)
        {
            state.Violations.Add(Where, exception.Message);
        }
    }

    private void Take(UserInteraction interaction, byte[] answer)
    {
        try
        {
            var (nothing, body) = (new Dictionary<string, string>(), new RestBody(JsonDocument.Parse(answer).RootElement, []));
            var call = new RestCall(state, Where, nothing, nothing, body);
            lock (state.Gate)
            {
                Answering.Take(call, interaction, withResponse: false);
            }
        }
        catch (DiscordError)
        {
            // It is among the violations: there is nobody to tell it to.
        }
        catch (JsonException)
        {
            state.Violations.Add(Where, "the answer is not JSON");
        }
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Atelier.DiscordSimulator.Commands;
using Atelier.DiscordSimulator.Limits;

namespace Atelier.DiscordSimulator.Rest.Routes;

/// <summary>The bot's commands, everywhere and in each guild.</summary>
internal static class CommandRoutes
{
    private const string Everywhere = "/applications/{application_id}/commands";
    private const string InGuild = "/applications/{application_id}/guilds/{guild_id}/commands";
    private const int MostSlash = 100;
    private const int MostOther = 15;

    public static IEnumerable<Route> All => new[] { Everywhere, InGuild }.SelectMany(commands => new[]
    {
        Route.Of("GET", commands, call => Locked(call, scope => RestAnswer.Ok(List(call.State, scope)))),
        Route.Of("POST", commands, call => Locked(call, scope => Create(call, scope))),
        Route.Of("PUT", commands, call => Locked(call, scope => Overwrite(call, scope))),
        Route.Of("GET", commands + "/{command_id}", call => Locked(call, scope => RestAnswer.Ok(Find(call, scope).Definition.DeepClone()))),
        Route.Of("PATCH", commands + "/{command_id}", call => Locked(call, scope => Edit(call, scope))),
        Route.Of("DELETE", commands + "/{command_id}", call => Locked(call, scope => Delete(call, scope))),
    });

    private static JsonArray List(DiscordState state, string? scope) =>
        new([.. state.Commands.In(scope).Select(command => command.Definition.DeepClone())]);

    private static RestAnswer Create(RestCall call, string? scope)
    {
        var body = call.Read(form => CommandLimits.Check(form, isChange: false)).Value;
        var known = Known(call.State, scope, body);
        var made = Put(call, scope, body, known, keep: false);
        CheckCounts(call, scope);
        return new RestAnswer(known is null ? 201 : 200, made.Definition.DeepClone());
    }

    private static RestAnswer Edit(RestCall call, string? scope)
    {
        var known = Find(call, scope);
        var body = call.Read(form => CommandLimits.Check(form, isChange: true)).Value;
        return RestAnswer.Ok(Put(call, scope, body, known, keep: true).Definition.DeepClone());
    }

    private static RestAnswer Delete(RestCall call, string? scope)
    {
        call.State.Commands.Remove(Find(call, scope).Id);
        call.State.Changes.Pulse();
        return RestAnswer.NoContent;
    }

    private static RestAnswer Overwrite(RestCall call, string? scope)
    {
        if (call.Body.Json is not { ValueKind: JsonValueKind.Array } list)
        {
            throw call.Refuse(DiscordError.InvalidJson());
        }

        var problems = new Problems();
        foreach (var (command, index) in list.EnumerateArray().Select((command, index) => (command, index)))
        {
            CommandLimits.Check(new Form(command, $"{index}", problems), isChange: false);
        }

        call.Refuse(problems);
        var kept = list.EnumerateArray().Select(command => Put(call, scope, command, Known(call.State, scope, command), keep: false).Id)
            .ToHashSet();
        foreach (var left in call.State.Commands.In(scope).Where(command => !kept.Contains(command.Id)))
        {
            call.State.Commands.Remove(left.Id);
        }

        CheckCounts(call, scope);
        return RestAnswer.Ok(List(call.State, scope));
    }

    private static RegisteredCommand Put(RestCall call, string? scope, JsonElement body, RegisteredCommand? known, bool keep)
    {
        var state = call.State;
        var id = known?.Id ?? state.Ids.Next();
        var definition = CommandJson.Of(body, id, state.Application.Id, scope, state.Ids.Next(), keep ? known?.Definition : null);
        var command =
            new RegisteredCommand(id, definition["type"]!.GetValue<int>(), definition["name"]!.GetValue<string>(), scope, definition);
        state.Commands.Put(command);
        state.Changes.Pulse();
        return command;
    }

    private static RegisteredCommand? Known(DiscordState state, string? scope, JsonElement body)
    {
        var type = body.TryGetProperty("type", out var given) && given.ValueKind == JsonValueKind.Number ? given.GetInt32() : 1;
        return state.Commands.In(scope)
            .FirstOrDefault(command => command.Type == type && command.Name == body.GetProperty("name").GetString());
    }

    private static void CheckCounts(RestCall call, string? scope)
    {
        foreach (var kind in call.State.Commands.In(scope).GroupBy(command => command.Type))
        {
            var most = kind.Key == 1 ? MostSlash : MostOther;
            if (kind.Count() > most)
            {
                call.State.Commands.Remove(kind.Last().Id);
                throw call.Refuse(DiscordError.TooManyCommands(most));
            }
        }
    }

    private static RegisteredCommand Find(RestCall call, string? scope) =>
        call.State.Commands.In(scope).FirstOrDefault(command => command.Id == call["command_id"]) ?? throw DiscordError.UnknownCommand();

    private static RestAnswer Locked(RestCall call, Func<string?, RestAnswer> work)
    {
        var scope = call.Values.GetValueOrDefault("guild_id");
        if (call["application_id"] != call.State.Application.Id || (scope is not null && call.State.Guilds.All(guild => guild.Id != scope)))
        {
            throw DiscordError.MissingAccess();
        }

        lock (call.State.Gate)
        {
            return work(scope);
        }
    }
}

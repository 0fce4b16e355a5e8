namespace Atelier.DiscordBot.Commands.Schedule;

/// <summary>
/// Where a recurring picture goes, and who wanted it. Kept by the schedule's name, which the server tells with each job that it brings.
/// </summary>
/// <param name="Name">As people name it.</param>
/// <param name="When">As it was said.</param>
internal sealed record ChannelSchedule(
    string Guild, string Channel, string By, string Name, string Prompt, string When, string Zone, bool Spoiler);

using Atelier.DiscordBot.Making;
using Atelier.DiscordBot.Rules;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Commands;

/// <summary>What commands work with.</summary>
internal sealed record CommandServices(
    DiscordOptions Options, IFrontEndHost Host, IHouseRules Rules, IPictureMaker Maker, IPictureUpscaler Upscaler);

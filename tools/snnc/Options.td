//===- Options.td - the command line of snnc ------------------------------===//
include "llvm/Option/OptParser.td"

def CheckOption : OptionVisibility;
def RunOption : OptionVisibility;
def CompileOption : OptionVisibility;
def DiffOption : OptionVisibility;
def InfoOption : OptionVisibility;

// --name VALUE and --name=VALUE.
multiclass Value<string name, string help, string metavar, list<OptionVisibility> commands> {
  def NAME : Separate<["--"], name>, HelpText<help>, MetaVarName<metavar>, Visibility<commands>;
  def NAME # _equals : Joined<["--"], name # "=">, Alias<!cast<Separate>(NAME)>, Visibility<commands>;
}

defvar all = [DefaultVis, CheckOption, RunOption, CompileOption, DiffOption, InfoOption];
defvar answering = [CheckOption, RunOption, CompileOption, DiffOption, InfoOption];
defvar chips = [CheckOption, CompileOption];
defvar timed = [CheckOption, RunOption, CompileOption, DiffOption];

def help : Flag<["--"], "help">, HelpText<"this text">, Visibility<all>;
def help_short : Flag<["-"], "h">, Alias<help>, Visibility<all>;
def version : Flag<["--"], "version">, HelpText<"the version of Ganglion and of LLVM">, Visibility<all>;
def json : Flag<["--"], "json">, HelpText<"print the result and all findings as one JSON object on stdout">, Visibility<answering>;
def quiet : Flag<["--"], "quiet">, HelpText<"do not print remarks and progress">, Visibility<timed>;

defm dt : Value<"dt", "seconds per step, in the unit of the file's time constants (default: what the numbers of the file tell; most tell nothing)", "S", timed>;
defm convention : Value<"convention", "framework whose rules apply: snntorch, norse, rockpool, sinabs, nengo, spyx or none (default: rockpool where the numbers of the file tell it, else none)", "NAME", timed>;
defm integrator : Value<"integrator", "how the membrane advances: euler or exact (default: as the convention says, else euler)", "NAME", timed>;
defm reset : Value<"reset", "what a spike does to the membrane: value (v = v_reset) or subtract (v = v - v_threshold); default: as the convention says, else value", "KIND", timed>;
defm reset_delay : Value<"reset-delay", "when the reset takes effect: 0 in the step of the spike, 1 in the next (default: as the convention says, else 0)", "0|1", timed>;
defm precision : Value<"precision", "type of currents and states: f32 (default) or f64", "TYPE", timed>;
defm set : Value<"set", "an option for one node: reset, reset-delay or integrator, e.g. lif1.reset=subtract; may be repeated", "NODE.OPTION=VALUE", timed>;

defm input : Value<"input", "data: .npy [T, shape...] or [B, T, shape...], NIR data .h5, .csv or event list; NAME=X if there are several Inputs; may be repeated", "[NAME=]X", [RunOption, DiffOption]>;
defm steps : Value<"steps", "steps to run (default: those of the data); beyond the data continues with zeros, below cuts", "N", [RunOption, DiffOption]>;
def carry_state : Flag<["--"], "carry-state">, HelpText<"the samples of a batch follow one another instead of starting anew">, Visibility<[RunOption]>;
defm record : Value<"record", "a variable to record: NODE.spikes, NODE.v or NODE.i (of a chip also hidden.VAR, output.VAR, and i2), each into a file of its own beside the output; may be repeated", "NODE.VAR", [RunOption]>;
defm engine : Value<"engine", "compiled (default) or reference, the interpreter; of a compiled Xylo chip its plain simulator", "NAME", [RunOption]>;
defm engine_a : Value<"engine-a", "engine of the first model: compiled (default) or reference", "NAME", [DiffOption]>;
defm engine_b : Value<"engine-b", "engine of the second model: compiled (default) or reference", "NAME", [DiffOption]>;
defm threads : Value<"threads", "at most this many threads (default: all cores); results do not depend on it", "N", [RunOption, DiffOption]>;
defm kernel : Value<"kernel", "how a connection is computed: rows, dense, scatter, synapses or bitmap, e.g. fc1=dense; results do not depend on it; may be repeated", "NODE=FORM", [RunOption, CompileOption]>;
def print_schedule : Flag<["--"], "print-schedule">, HelpText<"print how each connection is computed, and why">, Visibility<[RunOption, CompileOption]>;
defm profile_input : Value<"profile-input", "data to measure first how busy each connection is, so that those of busy sources compute every product; results do not depend on it; NAME=X and repeated as --input", "[NAME=]X", [RunOption, CompileOption]>;
def profile : Flag<["--"], "profile">, HelpText<"measure on one thread where the time goes, node by node (see below)">, Visibility<[RunOption]>;
defm target : Value<"target", "what to compile for, or what the model must fit: cpu, a Xylo chip ('snnc info' lists targets) or a description in a file", "T", [CheckOption, CompileOption]>;
defm target_file : Value<"target-file", "the description of a target in a file of your own, in place of TARGET", "F", [CheckOption, CompileOption, InfoOption]>;
defm quantize : Value<"quantize", "Xylo: how floats become integers: global (default), channel (a scale for each neuron) or none (they are integers, the default where they are)", "METHOD", chips>;
def fuzzy_scaling : Flag<["--"], "fuzzy-scaling">, HelpText<"Xylo, with --quantize global: the scale follows from mean and deviation of the weights, outliers are cut">, Visibility<chips>;
defm dash : Value<"dash", "Xylo: decays are log2(tau/dt) (tau, default under the convention rockpool) or nearest to the decay per step (decay, else)", "RULE", chips>;
def fold_bias : Flag<["--"], "fold-bias">, HelpText<"Xylo: biases of weights become biases of neurons">, Visibility<chips>;
def approximate : Flag<["--"], "approximate">, HelpText<"map what the chip does another way all the same; warnings say what differs">, Visibility<chips>;
defm calibrate : Value<"calibrate", "Xylo: data on which spikes of network and chip are compared; thresholds are scaled node by node so that they differ less; NAME=X and repeated as --input", "[NAME=]X", chips>;
defm compat : Value<"compat", "do as another tool does, with its slips: rockpool", "NAME", chips>;
defm allow : Value<"allow", "findings of this rule are warnings, where what is written can hold the value; several with commas; all: every such rule; may be repeated", "RULE", chips>;
def o : JoinedOrSeparate<["-"], "o">, HelpText<"where the result goes; run: a .npy file, a .h5 NIR data file or a folder, compile: a folder">, MetaVarName<"PATH">, Visibility<[RunOption, CompileOption]>;
